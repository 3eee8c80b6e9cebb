using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Units of a level and, for each, whether it has what a clause asks.</summary>
internal sealed record UnitTally(UnitsInScope Units, IReadOnlyList<Answer> Has)
{
    /// <summary>Units that surely count, and have it.</summary>
    public int Yes => Count((scope, has) => scope == Answer.Yes && has == Answer.Yes);

    /// <summary>Whether nothing can be told of any unit.</summary>
    public bool IsSilent => Has.All(h => h == Answer.Unknown);

    /// <summary>Every unit that counts has it: no if one surely counts and surely has not, unknown while one may not.</summary>
    public Answer All => Has.Select((has, i) => has == Answer.Yes || IsIn(i) == Answer.Yes ? has : Answer.Unknown).Append(Answer.Yes).Min();

    /// <summary>Whether the unit of an answer is in scope.</summary>
    public Answer IsIn(int i) => Units.IsIn(Units.Indices[i]);

    /// <summary>The units as things of a whole.</summary>
    public Tally ToTally(IReadOnlyList<string> needs)
    {
        var tally = new Tally();
        for (int i = 0; i < Has.Count; i++) tally.AddOf(Quantity.One, IsIn(i), Has[i], NeedsOf(i, needs));
        return tally;
    }

    /// <summary>What would tell of a unit, of those that would tell of any that has it.</summary>
    public IEnumerable<string> NeedsOf(int i, IReadOnlyList<string> needs)
    {
        string[] scope = IsIn(i) == Answer.Unknown ? [Units.Part.MemberNeed ?? "communities.columns.type"] : [];
        return Has[i] == Answer.Unknown ? [.. scope, .. needs] : scope;
    }

    /// <summary>The share of units that have it, judged.</summary>
    public Verdict ShareVerdict(Draft draft)
    {
        Verdict verdict = Describe(draft.Judge(ToTally(draft.Needs), Plural(draft.Clause.Level!)));
        return IsSilent && verdict.Met is null ? verdict with { Measured = null } : verdict;
    }

    /// <summary>Remarks on units that are not known, and the units that lack something, those with most people first.</summary>
    public Verdict Describe(Verdict verdict)
    {
        int unknown = Count((scope, has) => scope == Answer.Unknown || has == Answer.Unknown);
        return verdict with
        {
            Remarks = unknown == 0 ? verdict.Remarks : [.. verdict.Remarks, new Notice("verdict/units-unknown", ("count", unknown))],
            Lacking = Units.Part.MostPeopleFirst(
                Units.Level, Units.Indices.Where((u, i) => Has[i] == Answer.No && Units.IsIn(u) == Answer.Yes)),
        };
    }

    private int Count(Func<Answer, Answer, bool> where) => Has.Where((h, i) => where(IsIn(i), h)).Count();

    /// <summary>The word for several units of a level.</summary>
    public static string Plural(string level) => level switch
    {
        "community" => "communities",
        "county" => "counties",
        "city" => "cities",
        _ => level + "s",
    };
}
