using System.CommandLine.Parsing;
using System.Net;
using EventLoopServer.Admission;
using Protocol.Dialects;

namespace EventLoopServer.Configuration;

/// <summary>Reads what is typed for an address to listen on.</summary>
internal static class ListenArgument
{
    private const string Scheme = "://";

    /// <summary>What stands in the place of a dialect for our own, encrypted.</summary>
    private const string Tls = "tls";

    private const string LocalHost = "localhost";

    /// <summary>Reads the values of <c>--listen</c>.</summary>
    public static ListenAddress[] Parse(ArgumentResult result)
    {
        var all = new List<ListenAddress>();
        foreach (Token token in result.Tokens)
        {
            int scheme = token.Value.IndexOf(Scheme, StringComparison.Ordinal);
            string name = scheme < 0 ? DialectCatalog.Shared.Name : token.Value[..scheme];
            string address = scheme < 0 ? token.Value : token.Value[(scheme + Scheme.Length)..];
            bool isTls = name.Equals(Tls, StringComparison.OrdinalIgnoreCase);
            DialectSet? dialects = isTls
                ? DialectCatalog.Shared
                : DialectCatalog.Sets.FirstOrDefault(
                    s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (dialects is null)
            {
                string known = string.Join(
                    ", ", DialectCatalog.Sets.Select(static s => s.Name).Append(Tls));
                result.AddError($"--listen knows no dialect '{name}', only {known}.");
            }
            else if (ReadEndPoint(address) is { } endPoint)
            {
                all.Add(new ListenAddress(endPoint, dialects) { IsTls = isTls });
            }
            else
            {
                result.AddError(
                    "--listen takes ADDRESS:PORT such as 127.0.0.1:5050 or [::1]:5050, "
                    + $"not '{token.Value}'.");
            }
        }

        return [.. all];
    }

    /// <summary>Reads the value of <c>--host</c>.</summary>
    public static IPAddress? ParseHost(ArgumentResult result) => ParseAddress(result, "--host");

    /// <summary>Reads the value of <c>--compat</c>; null when there is none.</summary>
    public static IPAddress? ParseCompat(ArgumentResult result) =>
        result.Tokens.Count == 0 ? null : ParseAddress(result, "--compat");

    private static IPAddress? ParseAddress(ArgumentResult result, string option)
    {
        string given = result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
        if (given.Equals(LocalHost, StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        if (!AddressText.TryParse(given, out IPAddress? address))
        {
            result.AddError(
                $"{option} takes an address such as 127.0.0.1 or ::1, without brackets or a port, "
                + $"not '{given}'.");
        }

        return address;
    }

    private static IPEndPoint? ReadEndPoint(string given)
    {
        string numbers = given.StartsWith($"{LocalHost}:", StringComparison.OrdinalIgnoreCase)
            ? $"{IPAddress.Loopback}{given[LocalHost.Length..]}"
            : given;
        return AddressText.TryParseEndPoint(numbers, out IPEndPoint? endPoint) ? endPoint : null;
    }
}
