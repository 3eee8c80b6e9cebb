using System.Text;
using NetTopologySuite.Geometries;
using ServiceCircle.Formats;

namespace ServiceCircle.Tests.Formats;

/// <summary>What a stopped run leaves behind, cut off at every byte where it can be.</summary>
public sealed class FeatureJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Part => _folder["circles.geojson.part"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Wherever_it_was_cut_off_all_closed_groups_are_kept_and_nothing_else()
    {
        byte[] whole = Three();
        // The key, then two features and a number, one and a number, none and a number.
        int[] ends = [.. Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').Select(i => i + 1)];
        Assert.Equal(7, ends.Length);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Part, whole[..length]);
            using FeatureJournal journal = FeatureJournal.Open(Part, "key");
            int groups = length >= ends[6] ? 3 : length >= ends[5] ? 2 : length >= ends[3] ? 1 : 0;
            Assert.Equal((groups, groups switch { 0 => 0, 1 => 1, 2 => 13, _ => 13 }), (journal.Groups, (int)journal.Sum));
            Assert.Equal(groups switch { 0 => 0, 1 => 2, _ => 3 }, journal.Features().Count());
        }
    }

    [Fact]
    public void It_goes_on_where_it_was_cut_off()
    {
        byte[] whole = Three();
        File.WriteAllBytes(Part, whole[..(whole.Length - 12)]);
        using (FeatureJournal journal = FeatureJournal.Open(Part, "key"))
        {
            Assert.Equal(1, journal.Groups);
            Rest(journal);
        }
        Assert.Equal(Encoding.UTF8.GetString(whole), File.ReadAllText(Part));
    }

    [Fact]
    public void A_blank_line_is_no_feature()
    {
        Three();
        File.WriteAllText(Part, File.ReadAllText(Part).Replace("\n{", "\n\n{"));
        using FeatureJournal journal = FeatureJournal.Open(Part, "key");
        Assert.Equal(3, journal.Groups);
        Assert.Equal(3, journal.Features().Count());
    }

    [Fact]
    public void Another_question_is_refused_and_its_part_stays()
    {
        byte[] whole = Three();
        InputException e = Assert.Throws<InputException>(() => FeatureJournal.Open(Part, "another key"));
        Assert.Equal(Part, e.File);
        Assert.Equal(whole, File.ReadAllBytes(Part));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_refused_and_stays()
    {
        File.WriteAllText(Part, "\nsomebody else's notes\n");
        Assert.Throws<InputException>(() => FeatureJournal.Open(Part, "key"));
        Assert.Equal("\nsomebody else's notes\n", File.ReadAllText(Part));
    }

    [Fact]
    public void Two_runs_cannot_go_on_with_it_at_once()
    {
        using FeatureJournal one = FeatureJournal.Open(Part, "key");
        Assert.Throws<InputException>(() => FeatureJournal.Open(Part, "key"));
    }

    [Fact]
    public void Features_in_a_collection_are_those_that_the_writer_would_have_written()
    {
        using FeatureJournal journal = FeatureJournal.Open(Part, "key");
        journal.Feature(new Point(120.1, 30.2), json => json.WriteString("name", "一刻钟\"圈\""));
        journal.Feature(null, json => json.WriteNull("name"));
        journal.Close(0);
        var metadata = new GeoJsonMetadata("test", "1");
        using var direct = new MemoryStream();
        GeoJsonWriter.Write(direct, metadata, writer =>
        {
            writer.Feature(new Point(120.1, 30.2), json => json.WriteString("name", "一刻钟\"圈\""));
            writer.Feature(null, json => json.WriteNull("name"));
        });
        using var kept = new MemoryStream();
        GeoJsonWriter.Write(kept, metadata, writer =>
        {
            foreach (string feature in journal.Features()) writer.Raw(feature);
        });
        Assert.Equal(Encoding.UTF8.GetString(direct.ToArray()), Encoding.UTF8.GetString(kept.ToArray()));
        journal.Delete();
        Assert.False(File.Exists(Part));
    }

    private byte[] Three()
    {
        using (FeatureJournal journal = FeatureJournal.Open(Part, "key"))
        {
            journal.Feature(new Point(1, 2), json => json.WriteString("id", "社区甲"));
            journal.Feature(null, json => json.WriteString("id", "社区甲"));
            journal.Close(1);
            Rest(journal);
        }
        return File.ReadAllBytes(Part);
    }

    private static void Rest(FeatureJournal journal)
    {
        journal.Feature(new Point(3, 4), json => json.WriteString("id", "社区乙"));
        journal.Close(12);
        journal.Close(0);
    }
}
