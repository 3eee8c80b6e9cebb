using System.Numerics;
using ServiceCircle.Reachability.Kernel.Labels;

namespace ServiceCircle.Reachability.Kernel;

/// <summary>Sources that were searched together: lane i of every row belongs to Sources[i]; further lanes are never reached.</summary>
internal readonly ref struct Batch<T>(ReadOnlySpan<int> sources, T limit, bool hasAllNodes = false)
{
    /// <summary>Indices of the sources as they were given.</summary>
    public ReadOnlySpan<int> Sources { get; } = sources;

    /// <summary>The inclusive limit: a lane above it is not reached.</summary>
    public T Limit { get; } = limit;

    /// <summary>Whether every node of the graph comes, those that no source reaches too.</summary>
    public bool HasAllNodes { get; } = hasAllNodes;
}

/// <summary>
/// What is done with the times. A struct, so that the JIT compiles the search together with it. Each worker thread gets its
/// own fork; results that belong to a source may go straight to shared arrays, because a source is in one batch only.
/// </summary>
/// <remarks>The generic members are implemented explicitly: so each inherits its constraints instead of repeating them.</remarks>
internal interface IConsumer<TSelf>
    where TSelf : struct, IConsumer<TSelf>
{
    TSelf Fork();

    /// <summary>Adds what another thread's consumer found. Must not depend on the order.</summary>
    void Join(in TSelf other);

    void Begin<TRow, T>(in Batch<T> batch)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>;

    /// <summary>
    /// Times of some nodes, one row per node. A node that any source of the batch reaches comes exactly once per batch; nodes
    /// that no source reaches may come too.
    /// </summary>
    void Accept<TRow, T>(in Batch<T> batch, ReadOnlySpan<int> nodes, ReadOnlySpan<TRow> rows)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>;

    /// <summary>All nodes of the batch have come.</summary>
    void End<TRow, T>(in Batch<T> batch)
        where TRow : unmanaged, ILabel<TRow, T>
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>;
}
