using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>
/// The units of a level that are or may be in scope of a clause, and the communities and facilities that are. The level of villages is
/// "community".
/// </summary>
internal sealed record UnitsInScope(Evidence Part, string Level, int[] Indices)
{
    public Answer IsIn(int unit) => Part.HasUnit(Level, unit);
}

/// <summary>Units of a level and, for each, whether it has what a clause asks.</summary>
internal sealed record UnitTally(UnitsInScope Units, IReadOnlyList<Answer> Has)
{
    /// <summary>Units that surely count, and have it.</summary>
    public int Yes => Count((scope, has) => scope == Answer.Yes && has == Answer.Yes);

    /// <summary>Whether nothing can be told of any unit.</summary>
    public bool IsSilent => Has.All(h => h == Answer.Unknown);

    /// <summary>Every unit that counts has it: no if one surely counts and surely has not, unknown while one may not.</summary>
    public Answer All
    {
        get
        {
            Answer all = Answer.Yes;
            for (int i = 0; i < Has.Count; i++)
            {
                Answer scope = Units.IsIn(Units.Indices[i]);
                all = all.And(Has[i] == Answer.Yes ? Answer.Yes : scope == Answer.Yes ? Has[i] : Answer.Unknown);
            }
            return all;
        }
    }

    /// <summary>The units as things of a whole.</summary>
    public Tally ToTally(IEnumerable<string> needs)
    {
        string[] open = [.. needs];
        var tally = new Tally();
        for (int i = 0; i < Has.Count; i++) tally.AddOf(Quantity.One, Units.IsIn(Units.Indices[i]), Has[i], NeedsOf(i, open));
        return tally;
    }

    private IEnumerable<string> NeedsOf(int i, string[] open)
    {
        int unit = Units.Indices[i];
        if (Units.IsIn(unit) == Answer.Unknown) yield return Units.Part.MemberNeed ?? "communities.columns.type";
        if (Has[i] != Answer.Unknown) yield break;
        foreach (string need in open) yield return need;
    }

    /// <summary>The share of units that have it, judged.</summary>
    public Verdict ShareVerdict(Clause clause, Reading reading, Basis basis, List<Notice> remarks, List<string> needs)
    {
        Verdict verdict =
            Describe(ToTally(needs)
                .Judge(clause, reading, basis, clause.Factor, Plural(clause.Level ?? Units.Level), isWhole: true, remarks));
        return IsSilent && verdict.Met is null ? verdict with { Measured = null } : verdict;
    }

    /// <summary>Remarks on units that are not known, and the units that lack something, those with most people first.</summary>
    public Verdict Describe(Verdict verdict)
    {
        int unknown = Count((scope, has) => scope == Answer.Unknown || has == Answer.Unknown);
        return verdict with
        {
            Remarks = unknown == 0 ? verdict.Remarks : [.. verdict.Remarks, new Notice("verdict/units-unknown", ("count", unknown))],
            Lacking = [.. Units.Indices.Where((u, i) => Has[i] == Answer.No && Units.IsIn(u) == Answer.Yes)
                .OrderByDescending(u => Units.Part.Units.Members(Units.Level, u).Sum(c => Units.Part.People(c, "population") ?? 0))
                .ThenBy(u => u)
                .Select(u => Units.Part.Units.At(Units.Level)[u])],
        };
    }

    private int Count(Func<Answer, Answer, bool> where) => Has.Where((h, i) => where(Units.IsIn(Units.Indices[i]), h)).Count();

    /// <summary>The word for several units of a level.</summary>
    public static string Plural(string level) => level switch
    {
        "community" => "communities",
        "county" => "counties",
        "city" => "cities",
        _ => level + "s",
    };
}
