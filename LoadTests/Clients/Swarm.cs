using System.Net;
using LoadTests.Checking;

namespace LoadTests.Clients;

/// <summary>
/// What all clients of a run share. One lock guards all of it: completions arrive on one thread of
/// the runtime (see <see cref="SocketThreads"/>), messages are sent by the run's own, and two
/// threads that meet seldom are cheaper than a lock for each client.
/// </summary>
internal sealed class Swarm(IPEndPoint server, ILoadListener listener)
{
    private readonly List<LoadClient> _withTail = [];

    public Lock Gate { get; } = new();

    public IPEndPoint Server { get; } = server;

    public ILoadListener Listener { get; } = listener;

    /// <summary>Where a request is put together; used under the lock only.</summary>
    public byte[] Scratch { get; } = new byte[128 * 1024];

    public int Open { get; private set; }

    public int MostOpen { get; private set; }

    public void Opened()
    {
        Open++;
        MostOpen = Math.Max(MostOpen, Open);
    }

    public void Closed() => Open--;

    /// <summary>Remembers a client whose kernel did not take all of a request.</summary>
    public void AddTail(LoadClient client) => _withTail.Add(client);

    /// <summary>Sends what kernels did not take before.</summary>
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
