using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EventLoopServer.Web;

/// <summary>
/// Decides whether a request is for this server: its Host is an address, localhost, the name of
/// this machine, a name in the certificate, or one that the operator gave. Without this rule a page
/// of another site, whose name suddenly has this server's address (DNS rebinding), would pass as
/// the server's own page.
/// </summary>
/// <param name="names">The names that the operator gave.</param>
/// <param name="certificate">The server's certificate; null: there is none.</param>
internal sealed class HostRule(IReadOnlyList<string> names, Func<X509Certificate2?> certificate)
{
    private const string LocalHost = "localhost";

    /// <summary>The names of this machine: its own, and that of multicast DNS.</summary>
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
                || names.Any(given => Is(name, given))
                || IsInCertificate(name));
    }

    /// <summary>True when the host means this machine for its own users.</summary>
    public static bool IsLoopback(ReadOnlySpan<byte> host)
    {
        string name = NameOf(host);
        return Is(name, LocalHost)
            || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    /// <summary>
    /// True when a page of this origin is one of this server. Behind a proxy that ends TLS, the
    /// origin is https and the connection is not, so the scheme counts only under TLS.
    /// </summary>
    public static bool IsSameOrigin(
        ReadOnlySpan<byte> origin, ReadOnlySpan<byte> host, bool isTls) =>
        IsAt(origin, "https://"u8, host) || (!isTls && IsAt(origin, "http://"u8, host));

    /// <summary>MatchesHostname throws for a name that cannot be one in DNS.</summary>
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
    /// True for an address, but not for a number that only some programs take for one.
    /// </summary>
    private static bool IsAddress(string name) =>
        (name.Count(static c => c == '.') == 3 || name.Contains(':'))
        && IPAddress.TryParse(name, out _);

    private static bool Is(string name, string other) =>
        name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
