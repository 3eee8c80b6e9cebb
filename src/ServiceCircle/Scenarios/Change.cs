using ServiceCircle.Places;
using ServiceCircle.Walking.Edits;

namespace ServiceCircle.Scenarios;

/// <summary>One thing that a planner might change. The set is closed: the records of this file are all there are.</summary>
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>Its word in scenario files.</summary>
    public abstract string Op { get; }

    /// <summary>Where it was read ("line 4, changes[1]"), for messages; empty if it was not read.</summary>
    public string Where { get; init; } = "";

    /// <summary>The change that takes this one back. A scenario that ends with it is worth what it was before, to the byte.</summary>
    /// <param name="facilityBefore">The facility of an id as it was before this change; not asked for paths, gates and people.</param>
    public abstract Change Inverse(Func<string, Facility> facilityBefore);
}

/// <summary>A new facility.</summary>
/// <param name="Id">Its id, which no open facility has.</param>
/// <param name="Categories">Category ids, at least one.</param>
/// <param name="At">Where.</param>
public sealed record AddFacility(string Id, IReadOnlyList<string> Categories, Position At) : Change
{
    /// <summary>Name to show; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Places or beds; null if not given.</summary>
    public double? Capacity { get; init; }

    /// <summary>Whether it is inclusive (普惠); null if not given.</summary>
    public bool? Inclusive { get; init; }

    /// <summary>Floor or land area in square metres; null if not given.</summary>
    public double? AreaSquareMetres { get; init; }

    /// <inheritdoc/>
    public override string Op => "add_facility";

    /// <inheritdoc/>
    public override Change Inverse(Func<string, Facility> facilityBefore) => new CloseFacility(Id);
}

/// <summary>A facility moves; what it has moves along.</summary>
/// <param name="Id">The facility.</param>
/// <param name="At">Where to.</param>
public sealed record MoveFacility(string Id, Position At) : Change
{
    /// <inheritdoc/>
    public override string Op => "move_facility";

    /// <inheritdoc/>
    public override Change Inverse(Func<string, Facility> facilityBefore) => new MoveFacility(Id, facilityBefore(Id).Position);
}

/// <summary>A facility closes.</summary>
/// <param name="Id">The facility.</param>
public sealed record CloseFacility(string Id) : Change
{
    /// <inheritdoc/>
    public override string Op => "close_facility";

    /// <summary>A new facility of the same id, place, categories and capacity is the old one again, with all else that it had.</summary>
    public override Change Inverse(Func<string, Facility> facilityBefore)
    {
        Facility closed = facilityBefore(Id);
        return new AddFacility(Id, closed.Categories, closed.Position) { Name = closed.Name, Capacity = closed.Capacity };
    }
}

/// <summary>A facility gets more or fewer places.</summary>
/// <param name="Id">The facility.</param>
/// <param name="Capacity">Places or beds; null for not known.</param>
public sealed record SetCapacity(string Id, double? Capacity) : Change
{
    /// <inheritdoc/>
    public override string Op => "set_capacity";

    /// <inheritdoc/>
    public override Change Inverse(Func<string, Facility> facilityBefore) => new SetCapacity(Id, facilityBefore(Id).Capacity);
}

/// <summary>A path is drawn or closed, a gate opened or locked.</summary>
internal sealed record ChangeNetwork(NetworkEdit Edit) : Change
{
    public override string Op => Edit.Kind switch
    {
        NetworkEditKind.AddPath => "add_path",
        NetworkEditKind.ClosePath => "close_path",
        NetworkEditKind.OpenGate => "open_gate",
        _ => "close_gate",
    };

    public override Change Inverse(Func<string, Facility> facilityBefore) => new ChangeNetwork(Edit with { Kind = Opposite(Edit.Kind) });

    /// <summary>Whether another edit is this one's opposite at the same place.</summary>
    public bool IsTakenBackBy(ChangeNetwork later) => later.Edit.Kind == Opposite(Edit.Kind) && later.Edit.Line.SequenceEqual(Edit.Line);

    private static NetworkEditKind Opposite(NetworkEditKind kind) => kind switch
    {
        NetworkEditKind.AddPath => NetworkEditKind.ClosePath,
        NetworkEditKind.ClosePath => NetworkEditKind.AddPath,
        NetworkEditKind.OpenGate => NetworkEditKind.CloseGate,
        _ => NetworkEditKind.OpenGate,
    };
}

/// <summary>All groups of a community's people grow or shrink by one factor.</summary>
/// <param name="Community">Id of the community.</param>
/// <param name="Factor">Factor, above 0.</param>
public sealed record ScalePopulation(string Community, double Factor) : Change
{
    /// <inheritdoc/>
    public override string Op => "scale_population";

    /// <inheritdoc/>
    public override Change Inverse(Func<string, Facility> facilityBefore) => new ScalePopulation(Community, 1 / Factor);
}

/// <summary>Changes in their order.</summary>
/// <param name="Name">Name to show.</param>
/// <param name="Changes">The changes.</param>
/// <param name="Source">File that they were read from, for messages; empty if they were not.</param>
public sealed record Scenario(string Name, IReadOnlyList<Change> Changes, string Source = "");
