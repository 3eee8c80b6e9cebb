namespace QuickstartGenerator;

/// <summary>The study and the what-if scenario that go with the town.</summary>
internal static class StudyFiles
{
    public static string Study() =>
        """
        {
          "name": "清溪县城 Qingxi",
          "network": { "osm": "town.osm" },
          "walker": "adult",
          "communities": {
            "file": "communities.geojson",
            "crs": "wgs84",
            "columns": { "id": "id", "name": "name", "type": "type", "population": "population", "population_60plus": "population_60plus",
                         "population_0_2": "population_0_2", "population_3_6": "population_3_6", "unit": "unit" }
          },
          "facilities": [
            {
              "file": "facilities.csv",
              "crs": "wgs84",
              "columns": { "id": "编号", "name": "名称", "category": "类别", "lon": "经度", "lat": "纬度", "capacity": "床位或托位",
                           "inclusive": "普惠", "opened_on": "启用日期", "area_m2": "建筑面积" }
            },
            {
              "file": "services.csv",
              "crs": "wgs84",
              "columns": { "id": "编号", "name": "名称", "category": "类别", "lon": "经度", "lat": "纬度", "area_m2": "建筑面积",
                           "opened_on": "启用日期", "serves": "服务社区" }
            },
            { "osm": true }
          ],
          "units": { "file": "admin.geojson", "levels": ["county", "township", "community"], "main_urban": ["qx-cg"] },
          "new_areas": { "file": "new-areas.geojson" },
          "services": [
            { "category": "elder.daycare", "minutes": 15 },
            { "category": "child.nursery", "minutes": 15 },
            { "category": "health", "minutes": 15 },
            { "category": "sport", "minutes": 15 }
          ],
          "bases": ["buildings", "residential_land"],
          "plans": ["hebei", "tj"],
          "standards": ["gb50180"],
          "default_minutes": 15,
          "coverage_threshold": 0.5,
          "values": {
            "hebei-2025-elderly-education-participation": 21.5,
            "hebei-2025-physicians-per-1000": 3.2,
            "hebei-2025-nurses-per-1000": 3.8,
            "tj-2025-circle-satisfaction": 88.5
          },
          "baselines": { "tj-central-sports-area-deficit": 0.2 }
        }

        """;

    /// <summary>A day care north of the railway, and the east gate open.</summary>
    public static string Scenario() =>
        $$"""
        {
          "name": "站北日照中心和东方花城东门 / day care at Zhanbei, east gate open",
          "changes": [
            { "op": "add_facility", "id": "new-zhanbei", "name": "站北日间照料中心", "category": "elder.daycare", "at": {{Plane.GeoJson(new P(1100, 1790))}}, "capacity": 30 },
            { "op": "open_gate", "at": {{Plane.GeoJson(Compounds.LockedGate)}} }
          ]
        }

        """;

    /// <summary>Opens the locked east gate of Dongfang Huacheng.</summary>
    public static string OpenGate() =>
        $$"""
        {
          "name": "打开东方花城东门 / open the east gate of Dongfang Huacheng",
          "changes": [
            { "op": "open_gate", "at": {{Plane.GeoJson(Compounds.LockedGate)}} }
          ]
        }

        """;
}
