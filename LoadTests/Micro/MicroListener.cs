using System.Net.Sockets;
using EventLoopServer.Connections;

namespace LoadTests.Micro;

/// <summary>Where the members of a benchmark arrive.</summary>
internal sealed class MicroListener : IListener
{
    private readonly Queue<MicroWire> _waiting = new();

    public Socket Socket => throw new NotSupportedException("There is no socket here.");

    public string Address => "127.0.0.1:5050";

    public int Port => 5050;

    public void Add(MicroWire wire) => _waiting.Enqueue(wire);

    public AcceptStatus TryAccept(out IWire? wire, out string error)
    {
        error = string.Empty;
        wire = _waiting.TryDequeue(out MicroWire? next) ? next : null;
        return wire is null ? AcceptStatus.Nothing : AcceptStatus.Accepted;
    }

    public void Dispose()
    {
    }
}
