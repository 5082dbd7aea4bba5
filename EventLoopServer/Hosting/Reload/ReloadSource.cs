using System.CommandLine;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Files;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting.Reload;

/// <summary>Where a running server reads its options from again.</summary>
/// <param name="Start">The options that were read at the start.</param>
/// <param name="Read">Reads the options and the certificate; it may block.</param>
/// <param name="SetLevel">Sets the level of the log.</param>
internal sealed record ReloadSource(
    ServerOptions Start, Func<RereadOptions> Read, Action<LogLevel> SetLevel)
{
    /// <summary>
    /// The source of the program: the command line and environment of the start, and the present
    /// content of the files.
    /// </summary>
    public static ReloadSource Of(string[] arguments, ServerOptions start, LogThreshold threshold)
    {
        IReadOnlyDictionary<string, string> environment = ServerCommandLine.ProcessEnvironment();
        return new ReloadSource(
            start, () => ReadAgain(arguments, environment), threshold.Set);
    }

    private static RereadOptions ReadAgain(
        string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var commandLine = new ServerCommandLine(environment, DefaultFiles.Find());
        ParseResult parsed = commandLine.Root.Parse(arguments);
        IReadOnlyList<string> faults = commandLine.Check(parsed);
        ServerOptions options = commandLine.Read(parsed);
        ServerCertificate? certificate = null;
        if (faults.Count == 0 && options.Tls.Source is { } source)
        {
            try
            {
                certificate = ServerCertificate.LoadAgain(source);
            }
            catch (CertificateException e)
            {
                faults = [e.Message];
            }
        }

        return new RereadOptions(options, certificate, faults);
    }
}
