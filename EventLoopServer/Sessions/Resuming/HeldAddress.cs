using EventLoopServer.Admission;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Resuming;

/// <summary>
/// The slot of a detached member at its address. A member without a connection counts against the
/// limit of its address, because it takes as much memory as one with a connection.
/// </summary>
internal sealed class HeldAddress(
    AddressTable addresses, TurnClock clock, NetworkPrefix? address)
{
    private NetworkPrefix? _address = address;

    /// <summary>The address; null when the member has no slot.</summary>
    public NetworkPrefix? Address => _address;

    /// <summary>Gives the slot back.</summary>
    public void Release()
    {
        if (_address is { } held)
        {
            _address = null;
            addresses.CountSessions(held, -1);
            addresses.Leave(held, clock.NowMs);
        }
    }
}
