namespace ServiceCircle.Reachability.Kernel;

/// <summary>Runs numbered pieces of work on a fixed number of threads, each with a number for its own state; one is the caller's.</summary>
internal static class Workers
{
    /// <summary>Runs all pieces, a grain at once; which thread takes which is open, so a piece must not depend on it.</summary>
    public static void Run(int threads, int count, int grain, Action<int, int> piece)
    {
        int next = 0;
        threads = Math.Min(threads, (count + grain - 1) / grain);
        if (threads <= 1) Work(0);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, Work);

        void Work(int worker)
        {
            for (int begin; (begin = Interlocked.Add(ref next, grain) - grain) < count;)
                for (int i = begin; i < Math.Min(count, begin + grain); i++) piece(worker, i);
        }
    }
}
