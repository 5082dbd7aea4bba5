using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Web;

/// <summary>
/// Counts HTTP connections by address, apart from chat clients: a browser opens several for one
/// page. A connection is counted as a chat client when it is accepted, as an HTTP connection from
/// its first request on, and as a chat client again once it is a WebSocket.
/// </summary>
/// <param name="chat">The table of chat clients.</param>
/// <param name="web">The table of HTTP connections.</param>
/// <param name="clock">The time.</param>
internal sealed class WebAdmission(AddressTable chat, AddressTable web, TurnClock clock)
{
    /// <summary>Counts a chat client as an HTTP connection.</summary>
    /// <returns>Where it is counted; null when its address has too many, or has none.</returns>
    public NetworkPrefix? Enter(Connection connection, out bool isAdmitted)
    {
        isAdmitted = true;
        if (connection.AdmittedAddress is not { } address)
        {
            return null;
        }

        chat.TakeBack(address, connection.MustResume, clock.NowMs);
        connection.AdmittedAddress = null;
        connection.MustResume = false;
        isAdmitted = web.Admit(address, clock.NowMs) == AdmissionResult.Welcome;
        return isAdmitted ? address : null;
    }

    /// <summary>The HTTP connection ends, or becomes a WebSocket.</summary>
    public void Leave(NetworkPrefix? address)
    {
        if (address is { } key)
        {
            web.Leave(key, clock.NowMs);
        }
    }

    /// <summary>Counts a WebSocket as a chat client.</summary>
    public AdmissionResult Return(Connection connection, NetworkPrefix? address)
    {
        if (address is not { } key)
        {
            return AdmissionResult.Welcome;
        }

        AdmissionResult result = chat.Admit(key, clock.NowMs, mayResume: true);
        connection.MustResume = result == AdmissionResult.OnlyResume;
        bool isCounted = result == AdmissionResult.Welcome || connection.MustResume;
        connection.AdmittedAddress = isCounted ? key : null;
        return isCounted ? AdmissionResult.Welcome : result;
    }
}
