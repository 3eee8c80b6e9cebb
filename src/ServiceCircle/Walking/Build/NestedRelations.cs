using ServiceCircle.Osm;

namespace ServiceCircle.Walking.Build;

/// <summary>
/// Relations that are members of relations: the campus of a site, the parts of a long river. Their ways are found by reading the file's
/// relations again, once for each level; most files need no second reading.
/// </summary>
internal sealed class NestedRelations
{
    /// <summary>Nobody draws deeper; what lies below counts as not there.</summary>
    private const int MostLevels = 8;

    private readonly Dictionary<long, OsmMember[]> _members = [];

    /// <summary>The members of a relation that may have a line.</summary>
    public static OsmMember[] WaysAndRelations(ReadOnlySpan<OsmMember> members)
    {
        var kept = new List<OsmMember>();
        foreach (OsmMember member in members)
            if (member.Id.Type != OsmType.Node) kept.Add(member);
        return [.. kept];
    }

    /// <summary>Reads the relations among some members, and those among theirs.</summary>
    public void Find(OsmFile file, IEnumerable<OsmMember[]> members)
    {
        HashSet<long> wanted = Unknown(members);
        for (int level = 0; wanted.Count > 0 && level < MostLevels; level++)
        {
            HashSet<long> asked = wanted;
            var found = new List<OsmMember[]>();
            file.Read(OsmKinds.Relations, block => Decode(block, asked), relations =>
            {
                foreach ((long id, OsmMember[] its) in relations)
                    if (_members.TryAdd(id, its)) found.Add(its);
            });
            wanted = Unknown(found);
        }
    }

    /// <summary>
    /// The ways among some members and among those of their relations, each once: of one that is given twice the first counts. A hole in a
    /// hole is none. Tells whether any relation is not in the file, or lies too deep.
    /// </summary>
    /// <param name="members">The members.</param>
    /// <param name="lacksAny">Whether any relation is not there.</param>
    /// <param name="isWanted">Which members count, on whatever level; null for all.</param>
    public List<(long Way, bool Inner)> WaysOf(OsmMember[] members, out bool lacksAny, Func<OsmMember, bool>? isWanted = null)
    {
        var ways = new List<(long Way, bool Inner)>();
        var seen = new HashSet<OsmId>();
        bool lacks = false;
        Add(members, isInner: false, level: 0);
        lacksAny = lacks;
        return ways;

        void Add(OsmMember[] of, bool isInner, int level)
        {
            foreach (OsmMember member in of)
            {
                if (isWanted?.Invoke(member) == false || !seen.Add(member.Id)) continue;
                bool inner = isInner ^ member.Role == "inner";
                if (member.Id.Type == OsmType.Way) ways.Add((member.Id.Number, inner));
                else if (level < MostLevels && _members.TryGetValue(member.Id.Number, out OsmMember[]? its)) Add(its, inner, level + 1);
                else lacks = true;
            }
        }
    }

    private HashSet<long> Unknown(IEnumerable<OsmMember[]> members) =>
        [.. members.SelectMany(m => m).Where(m => m.Id.Type == OsmType.Relation && !_members.ContainsKey(m.Id.Number))
            .Select(m => m.Id.Number)];

    private static List<(long Id, OsmMember[] Members)> Decode(OsmBlock block, HashSet<long> wanted)
    {
        var found = new List<(long, OsmMember[])>();
        foreach (ref readonly OsmRelation relation in block.Relations)
            if (wanted.Contains(relation.Id.Number)) found.Add((relation.Id.Number, WaysAndRelations(block.Members(relation))));
        return found;
    }
}
