using Protocol.Names;

namespace EventLoopServer.Chat.Names;

/// <summary>Finds members or rooms whose names can be confused with another name.</summary>
internal sealed class LookTable<T>
    where T : class
{
    private readonly Dictionary<string, T> _byLook = [];

    /// <summary>The one with a name that looks like this, or null.</summary>
    public T? Find(NameLook look, T? except = null)
    {
        foreach (string one in look.Looks)
        {
            if (_byLook.TryGetValue(one, out T? found) && found != except)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>
    /// Adds the skeletons. No other name has one of them: that was checked before. Only rooms that
    /// were stored with other look-alike data may share one; then the first one has it.
    /// </summary>
    public void Add(NameLook look, T named)
    {
        foreach (string one in look.Looks)
        {
            _byLook.TryAdd(one, named);
        }
    }

    public void Remove(NameLook look, T named)
    {
        foreach (string one in look.Looks)
        {
            if (_byLook.TryGetValue(one, out T? found) && found == named)
            {
                _byLook.Remove(one);
            }
        }
    }
}
