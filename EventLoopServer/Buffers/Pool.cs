namespace EventLoopServer.Buffers;

/// <summary>
/// Objects that are used again, the last one returned first. For operations and turn buffers; used
/// by the reactor thread alone.
/// </summary>
internal sealed class Pool<T>(Func<T> make, int keep)
    where T : class
{
    private readonly Stack<T> _idle = new();

    /// <summary>Objects that are out.</summary>
    public int InUse { get; private set; }

    /// <summary>Objects ever made: what the busiest moment needed.</summary>
    public int Made { get; private set; }

    public T Rent()
    {
        InUse++;
        if (_idle.TryPop(out T? item))
        {
            return item;
        }

        Made++;
        return make();
    }

    /// <returns>False when enough are kept already: the caller disposes of it.</returns>
    public bool Return(T item)
    {
        InUse--;
        if (_idle.Count >= keep)
        {
            return false;
        }

        _idle.Push(item);
        return true;
    }

    /// <summary>Takes the kept ones out, to be disposed of.</summary>
    public bool TryTake(out T? item) => _idle.TryPop(out item);
}
