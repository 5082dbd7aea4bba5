using System.Net;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Transport;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>What is printed at start: where it listens, and what to type to get there.</summary>
internal static class Banner
{
    public static void Print(
        IReadOnlyList<OpenListener> listeners,
        ServerCertificate? certificate,
        ILogger? log,
        TextWriter output)
    {
        string client = ClientCommand.Find(
            AppContext.BaseDirectory, Environment.CurrentDirectory);
        foreach (OpenListener open in listeners)
        {
            IListener listener = open.Listener;
            string dialects = string.Join(
                ", ",
                open.Dialects.Dialects.Where(static d => !d.RejectsClient).Select(
                    static d => d.Name));
            bool hasTls = certificate is not null && !open.Dialects.IsPrompted;
            dialects += !hasTls ? "" : open.NeedsTls ? ", with TLS only" : ", also with TLS";
            if (log is not null)
            {
                // Programs read the log: no sentences in between.
                Log.Listening(log, listener.Address, dialects);
                continue;
            }

            if (open.Dialects.IsPrompted)
            {
                output.WriteLine(
                    $"Listening on {listener.Address} for clients of {open.Dialects.For}");
                continue;
            }

            output.WriteLine($"Listening on {listener.Address} ({dialects})");
            foreach (string host in HostsOf(IPEndPoint.Parse(listener.Address)))
            {
                string port =
                    listener.Port == ListenOptions.DefaultPort ? string.Empty : $" {listener.Port}";
                output.WriteLine(
                    $"  join: {client} {host}{port}"
                    + (hasTls ? " --tls" : "")
                    + (open.NeedsTls
                        ? $"   or: openssl s_client -quiet -connect {host}:{listener.Port}"
                        : $"   or: nc {host} {listener.Port}"));
            }
        }

        if (certificate is not null)
        {
            PrintCertificate(certificate, log, output);
        }

        output.Flush();
    }

    private static void PrintCertificate(
        ServerCertificate certificate, ILogger? log, TextWriter output)
    {
        if (log is not null)
        {
            Log.Certificate(log, certificate.Fingerprint);
            return;
        }

        output.WriteLine($"TLS certificate, SHA-256 fingerprint {certificate.Fingerprint}");
        if (certificate.KeptIn is { } file)
        {
            output.WriteLine($"  self-signed: clients know it by this. Kept in {file}");
        }
    }

    private static IEnumerable<string> HostsOf(IPEndPoint endPoint)
    {
        bool any = endPoint.Address.Equals(IPAddress.Any)
            || endPoint.Address.Equals(IPAddress.IPv6Any);
        if (!any)
        {
            return [endPoint.Address.ToString()];
        }

        IReadOnlyList<IPAddress> addresses = LanAddresses.Find();
        return addresses.Count > 0
            ? addresses.Select(static a => a.ToString())
            : [Dns.GetHostName()];
    }
}
