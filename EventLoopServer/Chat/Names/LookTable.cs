using Protocol.Names;

namespace EventLoopServer.Chat.Names;

/// <summary>Finds members or rooms whose names can be confused with another name.</summary>
internal sealed class LookTable<T>
    where T : class
{
    private readonly Dictionary<string, T> _byLook = [];

    /// <summary>The member or room whose name looks like this one, or null.</summary>
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
    /// Adds the skeletons of a name. The caller has checked that no other name has one of them.
    /// Rooms that were stored with other look-alike data may still share a skeleton. It then
    /// belongs to the room that was added first.
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
