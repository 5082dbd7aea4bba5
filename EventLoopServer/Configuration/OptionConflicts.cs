using System.Net;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Configuration;

/// <summary>Finds options that are valid alone and contradict each other.</summary>
internal static class OptionConflicts
{
    /// <summary>Finds the first conflict.</summary>
    /// <returns>A sentence with an advice; null when there is no conflict.</returns>
    public static string? Find(ServerOptions options) =>
        InListeners(options) ?? InLog(options.Logging) ?? InAccess(options) ?? InTls(options)
        ?? InFiles(options);

    private static string? InListeners(ServerOptions options)
    {
        if (options.LimitsOff
            && !options.Listening.Addresses.All(
                static a => IPAddress.IsLoopback(a.EndPoint.Address)))
        {
            return OptionSentences.LimitsOffBeyondLoopback;
        }

        return options.Listening is { Lan: true, Host: not null }
            ? OptionSentences.LanWithHost
            : null;
    }

    private static string? InLog(LogOptions logging) =>
        logging is { StatsMs: > 0, Level: > LogLevel.Information }
            ? OptionSentences.StatsHidden
            : null;

    private static string? InAccess(ServerOptions options)
    {
        AccessRules access = options.Access;
        bool hasOldDialects = options.Listening.Addresses.Any(static a => a.Dialects.IsPrompted);
        return access.Entry is not null && hasOldDialects && !access.IsCompatOpen
            ? OptionSentences.CompatWithPassword
            : access.IsCompatOpen && access.Entry is null
                ? OptionSentences.CompatOpenAlone
                : null;
    }

    private static string? InFiles(ServerOptions options) =>
        options.Sharing.Files == SharingOptions.On && options.FilesFolder is null
            ? OptionSentences.FilesWithoutStore
            : null;

    private static string? InTls(ServerOptions options)
    {
        TlsOptions tls = options.Tls;
        if (tls.Certificate is null && (tls.Key ?? tls.Password) is not null)
        {
            return OptionSentences.KeyWithoutCertificate;
        }

        IReadOnlyList<ListenAddress> addresses = options.Listening.Addresses;
        CertificateSource? source = tls.Source;
        if (source is null && (tls.IsRequired || addresses.Any(static a => a.IsTls)))
        {
            return OptionSentences.NoCertificate;
        }

        if (tls.IsRequired && addresses.Any(static a => a.Dialects.IsPrompted))
        {
            return OptionSentences.CompatWithTls;
        }

        return source is { File: null, Folder.Length: 0 }
            ? OptionSentences.NoCertificateFolder
            : null;
    }
}
