namespace ServiceCircle.Walking.Edits;

/// <summary>What an edit does.</summary>
internal enum NetworkEditKind
{
    AddPath, // draws a path and joins it where it meets the network
    ClosePath, // closes the ways under a line
    OpenGate, // opens a gate to everybody
    CloseGate, // locks a gate, or bars a way where there is none
}

/// <summary>What an added path is.</summary>
internal enum PathKind
{
    Footway, // a footway on the ground: joined at its ends and wherever it crosses another way
    Steps, // stairs, joined like a footway
    Bridge, // a bridge: joined at its ends only
}

/// <summary>
/// One correction of, or plan for, the network: along a line, for gates a single position; where it was read, for messages.
/// </summary>
internal sealed record NetworkEdit(NetworkEditKind Kind, IReadOnlyList<Position> Line, PathKind Path = PathKind.Footway, string Where = "");
