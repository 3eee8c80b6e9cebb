using ServiceCircle.Osm;

namespace ServiceCircle.Walking.Build;

/// <summary>Which OSM elements beside the paths are kept in the network file, and for what.</summary>
internal static class FeatureRules
{
    /// <summary>Everything that a category of <c>data/categories.json</c> or a planner's own may be made of.</summary>
    private static readonly string[] PlaceKeys =
        ["amenity", "healthcare", "social_facility", "leisure", "shop", "office", "craft", "tourism", "community_centre"];

    /// <summary>Street furniture and the like: frequent, and no service to walk to.</summary>
    private static readonly HashSet<string> NotPlaces =
    [
        "bench", "waste_basket", "waste_disposal", "bicycle_parking", "motorcycle_parking", "parking_space", "parking_entrance",
        "vending_machine", "hunting_stand", "drinking_water", "fountain", "recycling", "telephone", "clock", "grit_bin", "post_box",
        "picnic_table", "firepit", "artwork", "viewpoint", "information", "grave_yard", "ticket_validator", "taxi",
    ];

    /// <summary>Why an element with these tags is kept; None when it is not.</summary>
    public static FeatureGroups GroupsOf(OsmTags tags)
    {
        if (tags.Count == 0) return FeatureGroups.None;
        FeatureGroups groups = FeatureGroups.None;
        foreach ((string key, string value) in tags)
        {
            groups |= key switch
            {
                "natural" => value switch
                {
                    "water" or "bay" or "strait" or "coastline" => FeatureGroups.Water,
                    "wood" or "scrub" or "grassland" => FeatureGroups.Green,
                    "cliff" => FeatureGroups.Barrier,
                    _ => FeatureGroups.None,
                },
                "water" or "waterway" => value is "dam" or "weir" or "lock_gate" ? FeatureGroups.None : FeatureGroups.Water,
                "landuse" => value switch
                {
                    "residential" => FeatureGroups.Residential,
                    "reservoir" or "basin" => FeatureGroups.Water,
                    "forest" or "grass" or "recreation_ground" or "village_green" => FeatureGroups.Green,
                    _ => FeatureGroups.None,
                },
                "railway" => value is "rail" or "light_rail" or "narrow_gauge" or "subway" or "tram" ? FeatureGroups.Rail
                    : FeatureGroups.None,
                "barrier" => value is "wall" or "fence" or "city_wall" or "retaining_wall" or "hedge" or "guard_rail" or "noise_barrier"
                    ? FeatureGroups.Barrier
                    : FeatureGroups.None,
                "highway" => value is "motorway" or "motorway_link" or "trunk" ? FeatureGroups.Barrier : FeatureGroups.None,
                "entrance" => FeatureGroups.Entrance,
                "building" => value is "hospital" ? FeatureGroups.Place : FeatureGroups.None,
                _ => FeatureGroups.None,
            };
            if (Array.IndexOf(PlaceKeys, key) >= 0 && value != "no" && !NotPlaces.Contains(value))
            {
                groups |= FeatureGroups.Place;
                if (value is "park" or "garden" or "nature_reserve" or "golf_course") groups |= FeatureGroups.Green;
            }
        }
        return groups;
    }
}
