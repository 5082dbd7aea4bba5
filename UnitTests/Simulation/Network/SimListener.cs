using System.Net.Sockets;
using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>A place where simulated peers arrive.</summary>
internal sealed class SimListener(string address, SimNetwork network) : IListener
{
    private readonly Queue<SimTransport> _waiting = new();
    private SimTransport? _accepted;

    public Socket Socket => throw new NotSupportedException("A simulated listener has no socket.");

    public string Address { get; } = address;

    public int Port => 5050;

    public bool IsWaiting => _waiting.Count > 0
        || NextFault is not null
        || LastingFault is not null
        || NextException is not null
        || LastingException is not null;

    /// <summary>What the next accept fails with.</summary>
    public AcceptStatus? NextFault { get; set; }

    /// <summary>What every accept fails with.</summary>
    public AcceptStatus? LastingFault { get; set; }

    /// <summary>What the next accept throws.</summary>
    public Exception? NextException { get; set; }

    /// <summary>What every accept throws.</summary>
    public Exception? LastingException { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public bool IsDisposed { get; private set; }

    public SimTransport Connect(string peer)
    {
        SimTransport wire = network.MakeWire(peer, network);
        _waiting.Enqueue(wire);
        return wire;
    }

    public ITransportFilter? CreateFilter() => _accepted?.Filter ?? network.MakeChannel?.Invoke();

    public AcceptStatus TryAccept(out ITransport? transport, out string error)
    {
        transport = null;
        error = "simulated";
        Asked++;
        if ((NextException ?? LastingException) is { } exception)
        {
            NextException = null;
            throw exception;
        }

        if ((NextFault ?? LastingFault) is { } fault)
        {
            NextFault = null;
            return fault;
        }

        transport = _accepted = _waiting.TryDequeue(out SimTransport? next) ? next : null;
        return transport is null ? AcceptStatus.Nothing : AcceptStatus.Accepted;
    }

    public void Dispose() => IsDisposed = true;
}
