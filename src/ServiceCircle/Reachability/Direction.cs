namespace ServiceCircle.Reachability;

/// <summary>Which way people walk relative to the sources of a search.</summary>
public enum Direction
{
    /// <summary>Times from the source to every node.</summary>
    From,

    /// <summary>Times from every node to the source: people walk to the facility.</summary>
    To,
}
