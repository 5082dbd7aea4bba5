using System.Net;
using LoadTests.Checking;

namespace LoadTests.Clients;

/// <summary>
/// The state that all clients of a run share. One lock protects all of it. Two threads take the
/// lock: the thread that runs completions (see <see cref="SocketThreads"/>), and the thread of the
/// run, which sends messages. They rarely contend, so one lock is cheaper than one for each client.
/// </summary>
internal sealed class Swarm(IPEndPoint server, ILoadListener listener)
{
    private readonly List<LoadClient> _withTail = [];

    public Lock Gate { get; } = new();

    public IPEndPoint Server { get; } = server;

    public ILoadListener Listener { get; } = listener;

    /// <summary>The buffer in which requests are encoded; used under the lock only.</summary>
    public byte[] Scratch { get; } = new byte[128 * 1024];

    public int Open { get; private set; }

    public int MaxOpen { get; private set; }

    public void Opened()
    {
        Open++;
        MaxOpen = Math.Max(MaxOpen, Open);
    }

    public void Closed() => Open--;

    /// <summary>
    /// Adds a client with unsent bytes: the kernel did not take all bytes of a request.
    /// </summary>
    public void AddTail(LoadClient client) => _withTail.Add(client);

    /// <summary>Sends the unsent bytes of all such clients.</summary>
    public void SendTails()
    {
        for (int i = _withTail.Count - 1; i >= 0; i--)
        {
            if (_withTail[i].SendTail())
            {
                _withTail.RemoveAt(i);
            }
        }
    }
}
