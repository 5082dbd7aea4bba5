using System.Net.Sockets;
using EventLoopServer.Transport;

namespace LoadTests.Micro;

/// <summary>The listener for the members of a benchmark.</summary>
internal sealed class MicroListener : IListener
{
    private readonly Queue<MicroTransport> _waiting = new();

    public Socket Socket => throw new NotSupportedException("There is no socket here.");

    public string Address => "127.0.0.1:5050";

    public int Port => 5050;

    public void Add(MicroTransport wire) => _waiting.Enqueue(wire);

    public AcceptStatus TryAccept(out ITransport? transport, out string error)
    {
        error = string.Empty;
        transport = _waiting.TryDequeue(out MicroTransport? next) ? next : null;
        return transport is null ? AcceptStatus.Nothing : AcceptStatus.Accepted;
    }

    public void Dispose()
    {
    }
}
