using ServiceCircle.Plans.Clauses;
using ServiceCircle.Plans.Facts;

namespace ServiceCircle.Plans.Indicators;

/// <summary>Places, beds or staff per 1,000 people.</summary>
internal static class Per1000
{
    public static IReadOnlyList<Verdict> Judge(Clause clause, Evidence evidence)
    {
        if (evidence.Supply.IsUnseen(clause.Classes[0])) return [NotMeasurable.Unseen(clause)];
        List<Notice> remarks = [];
        List<string> needs = [];
        string of = clause.Of!;
        var tally = new Tally();
        if (evidence.InScope(clause, remarks, needs) is not { } part || !Sums.AddPeople(tally, clause, part, remarks, needs))
            return [NotMeasurable.For(clause, Reading.Total, needs, remarks)];
        ServiceClass wanted = clause.Classes[0];
        IReadOnlyList<int> providers = Sums.Providers(wanted, of, part);
        InUnit.RemarkAbsent(clause.Classes, part, remarks);
        Sums.AddAmounts(tally, providers, part, f => Sums.AmountOf(f, of, wanted), f => Sums.ColumnOf(f, of, wanted), remarks);
        Verdict verdict =
            tally.Judge(clause, Reading.Total, Basis.Attributes, clause.Factor, of == "capacity" ? "places" : of, isWhole: true, remarks);
        bool isSilent = providers.Count > 0 && providers.All(f => !Sums.AmountOf(part.Facilities[f], of, wanted).IsKnown);
        return [isSilent ? NotMeasurable.UnlessDecided(verdict, [.. providers.Select(f => Sums.ColumnOf(part.Facilities[f], of, wanted))])
            : verdict];
    }
}
