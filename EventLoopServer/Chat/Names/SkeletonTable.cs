using Protocol.Names;

namespace EventLoopServer.Chat.Names;

/// <summary>Finds members or rooms whose names can be confused with another name.</summary>
internal sealed class SkeletonTable<T>
    where T : class
{
    private readonly Dictionary<string, T> _bySkeleton = [];

    /// <summary>The member or room whose name looks like this one, or null.</summary>
    public T? Find(NameSkeletons skeletons, T? except = null)
    {
        foreach (string one in skeletons.All)
        {
            if (_bySkeleton.TryGetValue(one, out T? found) && found != except)
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
    public void Add(NameSkeletons skeletons, T named)
    {
        foreach (string one in skeletons.All)
        {
            _bySkeleton.TryAdd(one, named);
        }
    }

    public void Remove(NameSkeletons skeletons, T named)
    {
        foreach (string one in skeletons.All)
        {
            if (_bySkeleton.TryGetValue(one, out T? found) && found == named)
            {
                _bySkeleton.Remove(one);
            }
        }
    }
}
