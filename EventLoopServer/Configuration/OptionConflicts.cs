using System.Net;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Configuration;

/// <summary>Options that are right each by itself and make no sense together.</summary>
internal static class OptionConflicts
{
    /// <summary>The first of them.</summary>
    /// <returns>A sentence that says what to do; null when there is none.</returns>
    public static string? Find(ServerOptions options) =>
        InListeners(options) ?? InLog(options.Logging) ?? InAccess(options) ?? InTls(options);

    private static string? InListeners(ServerOptions options)
    {
        if (options.LimitsOff
            && !options.Listening.Addresses.All(
                static a => IPAddress.IsLoopback(a.EndPoint.Address)))
        {
            return "--limits off is for measuring and needs every listener on loopback.";
        }

        return options.Listening is { Lan: true, Host: not null }
            ? "--lan listens on all addresses: leave --host out."
            : null;
    }

    private static string? InLog(LogOptions logging) =>
        logging is { StatsMs: > 0, Level: > LogLevel.Information }
            ? "--stats logs at info: --log-level would hide it."
            : null;

    private static string? InAccess(ServerOptions options)
    {
        AccessRules access = options.Access;
        bool hasOldDialects = options.Listening.Addresses.Any(static a => a.Dialects.IsPrompted);
        return access.Entry is not null && hasOldDialects && !access.IsCompatOpen
            ? "--password-file keeps out clients of older chat programs, which cannot give a "
                + "password: leave --compat and DIALECT:// out, or let them in with --compat-open."
            : access.IsCompatOpen && access.Entry is null
                ? "--compat-open means nothing without --password-file: leave it out."
                : null;
    }

    private static string? InTls(ServerOptions options)
    {
        TlsOptions tls = options.Tls;
        if (tls.Certificate is null && (tls.Key ?? tls.Password) is not null)
        {
            return "--certificate-key and --certificate-password-file belong to a --certificate.";
        }

        IReadOnlyList<ListenAddress> addresses = options.Listening.Addresses;
        CertificateSource? source = tls.Source;
        if (source is null && (tls.IsRequired || addresses.Any(static a => a.IsTls)))
        {
            return "TLS needs a certificate: add --tls, which makes one, or --certificate FILE.";
        }

        if (tls.IsRequired && addresses.Any(static a => a.Dialects.IsPrompted))
        {
            return "The older chat programs know no TLS: --require-tls leaves none of them in.";
        }

        return source is { File: null, Folder.Length: 0 }
            ? "There is no place to keep a certificate: give one with --data FOLDER."
            : null;
    }
}
