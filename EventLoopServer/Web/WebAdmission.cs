using EventLoopServer.Admission;
using EventLoopServer.Connections;
using EventLoopServer.Timing;

namespace EventLoopServer.Web;

/// <summary>
/// Counts HTTP connections by address, separately from chat clients, because a browser opens
/// several connections for one page. A connection counts as a chat client when it is accepted. With
/// its first request it becomes an HTTP connection. When it becomes a WebSocket, it counts as a
/// chat client again.
/// </summary>
/// <param name="chat">The table of chat clients.</param>
/// <param name="web">The table of HTTP connections.</param>
/// <param name="proxied">The table of HTTP connections through trusted proxies.</param>
/// <param name="clock">The time.</param>
internal sealed class WebAdmission(
    AddressTable chat, AddressTable web, AddressTable proxied, TurnClock clock)
{
    /// <summary>Counts a chat client as an HTTP connection.</summary>
    /// <returns>
    /// Where the connection is counted; null when its address has too many, or when it has no
    /// address.
    /// </returns>
    public WebPlace? Enter(Connection connection, out bool isAdmitted)
    {
        isAdmitted = true;
        if (connection.OverLimitAddress is { } counted)
        {
            connection.OverLimitAddress = null;
            return new WebPlace(web, counted);
        }

        if (connection.AdmittedAddress is not { } address)
        {
            return null;
        }

        chat.Undo(address, connection.MustResume, clock.NowMs);
        connection.AdmittedAddress = null;
        connection.MustResume = false;
        return Admit(web, address, out isAdmitted);
    }

    /// <summary>Counts a connection that may be HTTP.</summary>
    /// <returns>False when the address has too many HTTP connections.</returns>
    public bool TryEnter(NetworkPrefix address) =>
        web.Admit(address, clock.NowMs) == AdmissionResult.Admitted;

    /// <summary>Removes a connection that was not HTTP from the counts.</summary>
    public void Leave(NetworkPrefix address) => web.Leave(address, clock.NowMs);

    /// <summary>Counts an HTTP connection for another client of the same proxy.</summary>
    public WebPlace? Move(WebPlace? from, NetworkPrefix client, out bool isAdmitted)
    {
        if (from is { } place && place.Table == proxied && place.Key == client)
        {
            isAdmitted = true;
            return from;
        }

        Leave(from);
        return Admit(proxied, client, out isAdmitted);
    }

    /// <summary>Removes an HTTP connection that ends or becomes a WebSocket.</summary>
    public void Leave(WebPlace? place)
    {
        if (place is { } left)
        {
            left.Table.Leave(left.Key, clock.NowMs);
        }
    }

    /// <summary>Counts a WebSocket as a chat client.</summary>
    public AdmissionResult Return(Connection connection, WebPlace? place)
    {
        if (place is not { Key: var key })
        {
            return AdmissionResult.Admitted;
        }

        AdmissionResult result = chat.Admit(key, clock.NowMs, mayResume: true);
        connection.MustResume = result == AdmissionResult.OnlyResume;
        bool isCounted = result == AdmissionResult.Admitted || connection.MustResume;
        connection.AdmittedAddress = isCounted ? key : null;
        return isCounted ? AdmissionResult.Admitted : result;
    }

    private WebPlace? Admit(AddressTable table, NetworkPrefix key, out bool isAdmitted)
    {
        isAdmitted = table.Admit(key, clock.NowMs) == AdmissionResult.Admitted;
        return isAdmitted ? new WebPlace(table, key) : null;
    }
}
