using System.Text;
using LoadTests.Sentences;

namespace LoadTests.ThreadPerClient;

/// <summary>
/// The clients with a name. One lock protects the list and the sends, so that all clients get the
/// messages in the same order. With this lock, one client that does not read blocks all others.
/// </summary>
internal sealed class ThreadedRoom(bool announces)
{
    private readonly Lock _lock = new();
    private readonly List<ThreadedClient> _members = [];

    /// <summary>Adds a client: from now on it receives the messages of the others.</summary>
    public void Enter(ThreadedClient client)
    {
        lock (_lock)
        {
            _members.Add(client);
            client.Send(Encoding.UTF8.GetBytes(
                $"{ThreadedSentences.Welcome(client.Name)}\n"
                + $"{ThreadedSentences.InLobby(_members.Count - 1)}\n"));
            Announce(client, ThreadedSentences.Joined(client.Name));
        }
    }

    public void Leave(ThreadedClient client)
    {
        lock (_lock)
        {
            if (_members.Remove(client))
            {
                Announce(client, ThreadedSentences.Left(client.Name));
            }
        }
    }

    /// <summary>Sends a line to all clients but one, in sequence.</summary>
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

    /// <summary>
    /// Sends to one client. The lock prevents that the bytes are sent inside another client's line.
    /// </summary>
    public void Reply(ThreadedClient to, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            to.Send(line);
        }
    }

    private void Announce(ThreadedClient client, string sentence)
    {
        if (announces)
        {
            Broadcast(client, Encoding.UTF8.GetBytes($"{sentence}\n"));
        }
    }
}
