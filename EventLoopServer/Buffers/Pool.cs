namespace EventLoopServer.Buffers;

/// <summary>
/// Objects that are used again. The last object returned is the first one rented. The pool serves
/// operations and turn buffers, and only the reactor thread uses it.
/// </summary>
internal sealed class Pool<T>(Func<T> make, int keep)
    where T : class
{
    private readonly Stack<T> _idle = new();

    /// <summary>Objects in use.</summary>
    public int InUse { get; private set; }

    /// <summary>Objects created so far.</summary>
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

    /// <returns>
    /// False when the pool keeps enough objects already. The caller then disposes of the object.
    /// </returns>
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

    /// <summary>Removes a kept object, so that it can be disposed of.</summary>
    public bool TryTake(out T? item) => _idle.TryPop(out item);
}
