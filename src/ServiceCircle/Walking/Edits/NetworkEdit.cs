namespace ServiceCircle.Walking.Edits;

/// <summary>What an edit does.</summary>
internal enum NetworkEditKind
{
    /// <summary>Draws a path and joins it where it meets the network.</summary>
    AddPath,

    /// <summary>Closes the ways under a line.</summary>
    ClosePath,

    /// <summary>Opens a gate to everybody.</summary>
    OpenGate,

    /// <summary>Locks a gate, or bars a way where there is none.</summary>
    CloseGate,
}

/// <summary>What an added path is.</summary>
internal enum PathKind
{
    /// <summary>A footway on the ground: joined at its ends and wherever it crosses another way.</summary>
    Footway,

    /// <summary>Stairs, joined like a footway.</summary>
    Steps,

    /// <summary>A bridge: joined at its ends only.</summary>
    Bridge,
}

/// <summary>One correction of, or plan for, the network.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Line">The path; a single position for gates.</param>
/// <param name="Path">What an added path is.</param>
/// <param name="Where">Where it was read, for messages ("feature 3").</param>
internal sealed record NetworkEdit(NetworkEditKind Kind, IReadOnlyList<Position> Line, PathKind Path = PathKind.Footway, string Where = "");
