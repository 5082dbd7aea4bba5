using System.Text;

namespace LoadTests.ThreadPerClient;

/// <summary>
/// Those who have a name. One lock guards the list and the sends, so that all see one order: that
/// is also why one who does not read stops all.
/// </summary>
internal sealed class ThreadedRoom(bool announces)
{
    private readonly Lock _lock = new();
    private readonly List<ThreadedClient> _members = [];

    /// <summary>From now on it is told what the others say.</summary>
    public void Enter(ThreadedClient client)
    {
        lock (_lock)
        {
            _members.Add(client);
            client.Send(Encoding.UTF8.GetBytes(
                $"-- Welcome, {client.Name}! /quit leaves.\n"
                + $"-- You are in the lobby, with {_members.Count - 1} others.\n"));
            Announce(client, "joined");
        }
    }

    public void Leave(ThreadedClient client)
    {
        lock (_lock)
        {
            if (_members.Remove(client))
            {
                Announce(client, "left");
            }
        }
    }

    /// <summary>Sends a line to all but one, one after the other.</summary>
    public void Broadcast(ThreadedClient from, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            foreach (ThreadedClient member in _members)
            {
                if (member != from)
                {
                    member.Send(line);
                }
            }
        }
    }

    /// <summary>Sends to one; the lock keeps it from parting a line of somebody else's.</summary>
    public void Reply(ThreadedClient to, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            to.Send(line);
        }
    }

    private void Announce(ThreadedClient client, string what)
    {
        if (announces)
        {
            Broadcast(client, Encoding.UTF8.GetBytes($"-- {client.Name} {what}\n"));
        }
    }
}
