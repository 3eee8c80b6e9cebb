namespace ServiceCircle.Ground;

/// <summary>Questions that are too large for the computer.</summary>
internal static class Memory
{
    /// <summary>Whether there was not enough memory, on whatever thread, and wherever it was first missed.</summary>
    public static bool IsShort(Exception e) => e is OutOfMemoryException
        || (e is AggregateException all ? all.InnerExceptions.Any(IsShort) : e.InnerException is { } inner && IsShort(inner));
}
