using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EventLoopServer.Web;

/// <summary>
/// Decides whether a request is for this server. Its Host has to be an address, localhost, the name
/// of this machine, a name in the certificate, or a name that the operator gave. This rule prevents
/// DNS rebinding: another site changes the address of its name to this server's address, and its
/// page would then pass as the server's own page.
/// </summary>
/// <param name="names">Returns the names that the operator gave.</param>
/// <param name="certificate">Returns the server's certificate; null when there is none.</param>
internal sealed class HostRule(
    Func<IReadOnlyList<string>> names, Func<X509Certificate2?> certificate)
{
    private const string LocalHost = "localhost";

    /// <summary>The names of this machine: its own name, and its name in multicast DNS.</summary>
    private static readonly string[] s_machine =
        [Environment.MachineName, $"{Environment.MachineName}.local"];

    /// <summary>True when the server serves this host.</summary>
    /// <param name="host">The value of Host, with or without a port.</param>
    public bool IsOurs(ReadOnlySpan<byte> host)
    {
        string name = NameOf(host);
        return name.Length > 0
            && (IsAddress(name)
                || Is(name, LocalHost)
                || s_machine.Any(own => Is(name, own))
                || names().Any(given => Is(name, given))
                || IsInCertificate(name));
    }

    /// <summary>True when the host means this machine, seen from this machine.</summary>
    public static bool IsLoopback(ReadOnlySpan<byte> host)
    {
        string name = NameOf(host);
        return Is(name, LocalHost)
            || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    /// <summary>
    /// True when a page of this origin belongs to this server. The scheme counts only when this
    /// connection is encrypted. Behind a proxy that ends TLS, the origin has https although the
    /// connection does not.
    /// </summary>
    public static bool IsSameOrigin(
        ReadOnlySpan<byte> origin, ReadOnlySpan<byte> host, bool isTls) =>
        IsAt(origin, "https://"u8, host) || (!isTls && IsAt(origin, "http://"u8, host));

    /// <summary>
    /// Checks the name first, because MatchesHostname throws for a name that is invalid in DNS.
    /// </summary>
    private bool IsInCertificate(string name) =>
        Uri.CheckHostName(name) == UriHostNameType.Dns
        && certificate()?.MatchesHostname(name, allowCommonName: false) == true;

    private static bool IsAt(
        ReadOnlySpan<byte> origin, ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> host) =>
        !host.IsEmpty
        && origin.Length > scheme.Length
        && Ascii.EqualsIgnoreCase(origin[..scheme.Length], scheme)
        && Ascii.EqualsIgnoreCase(origin[scheme.Length..], host);

    /// <summary>The host without its port and brackets; empty when it is invalid.</summary>
    private static string NameOf(ReadOnlySpan<byte> host)
    {
        string text = Encoding.Latin1.GetString(host);
        if (text is ['[', ..])
        {
            int end = text.IndexOf(']');
            return end > 0 && IsPort(text[(end + 1)..]) ? text[1..end] : string.Empty;
        }

        int colon = text.IndexOf(':');
        return colon < 0 ? text : IsPort(text[colon..]) ? text[..colon] : string.Empty;
    }

    private static bool IsPort(string text) =>
        text.Length == 0
        || (text is [':', .. var digits] && digits.Length <= 5 && digits.All(char.IsAsciiDigit));

    /// <summary>
    /// True for an address. False for a number that only some programs accept as an address.
    /// </summary>
    private static bool IsAddress(string name) =>
        (name.Count(static c => c == '.') == 3 || name.Contains(':'))
        && IPAddress.TryParse(name, out _);

    private static bool Is(string name, string other) =>
        name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
