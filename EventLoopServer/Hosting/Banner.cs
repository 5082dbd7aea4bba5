using System.Net;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting;

/// <summary>The text printed at start: the addresses, and the commands to connect.</summary>
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
                open.Dialects.Dialects.Where(static d => d.CarriesChat).Select(
                    static d => d.Name));
            bool hasTls = certificate is not null && !open.Dialects.IsPrompted;
            dialects += !hasTls
                ? "" : open.NeedsTls ? BannerSentences.TlsOnly : BannerSentences.AlsoTls;
            if (log is not null)
            {
                // The output is a log that programs read, so no other text is printed.
                Log.Listening(log, listener.Address, dialects);
                continue;
            }

            if (open.Dialects.IsPrompted)
            {
                output.WriteLine(
                    BannerSentences.ListeningFor(listener.Address, open.Dialects.For));
                continue;
            }

            output.WriteLine(BannerSentences.Listening(listener.Address, dialects));
            foreach (string host in HostsOf(IPEndPoint.Parse(listener.Address)))
            {
                string port =
                    listener.Port == ListenOptions.DefaultPort ? string.Empty : $" {listener.Port}";
                output.WriteLine(
                    BannerSentences.Join($"{client} {host}{port}{(hasTls ? " --tls" : "")}")
                    + BannerSentences.Or(open.NeedsTls
                        ? $"openssl s_client -quiet -connect {host}:{listener.Port}"
                        : $"nc {host} {listener.Port}"));
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

        output.WriteLine(BannerSentences.Certificate(certificate.Fingerprint));
        if (certificate.KeptIn is { } file)
        {
            output.WriteLine(BannerSentences.SelfSigned(file));
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
