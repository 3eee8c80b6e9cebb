namespace ServiceCircle.Osm;

/// <summary>Work in parallel, results in order.</summary>
internal static class OrderedParallel
{
    /// <summary>
    /// Runs <paramref name="work"/> on the thread pool for every item and hands the results to <paramref name="consume"/> on
    /// the caller's thread in the order of the items. At most a few items per core are under way or waiting, which bounds memory.
    /// Of several failures the one of the earliest item is thrown. No work is under way any more when the method returns or throws.
    /// </summary>
    public static void Run<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, Action<TItem, TResult> consume, CancellationToken cancel)
    {
        int lookAhead = 4 * Environment.ProcessorCount;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var underWay = new Queue<(TItem Item, Task<TResult> Task)>();
        try
        {
            foreach (TItem item in items)
            {
                if (underWay.Count == lookAhead) ConsumeFirst();
                cancel.ThrowIfCancellationRequested();
                underWay.Enqueue((item, Task.Run(() => work(item), stop.Token)));
            }
            while (underWay.Count > 0) ConsumeFirst();
        }
        finally
        {
            stop.Cancel();
            // Failures after the first one are not reported, but must have ended.
            foreach ((_, Task task) in underWay) task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        }

        void ConsumeFirst()
        {
            (TItem item, Task<TResult> task) = underWay.Dequeue();
            consume(item, task.GetAwaiter().GetResult());
        }
    }
}
