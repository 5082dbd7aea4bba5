using System.Security.Authentication;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Connections;
using EventLoopServer.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Transport.Tls;

/// <summary>
/// A message for a TLS client whose ring is nearly full: either its whole record fits, or the
/// client gets the goodbye text of a slow reader. Its output never ends inside a record.
/// </summary>
internal sealed class TlsFullRingTests
{
    private const int RingBytes = 32 * 1024;

    /// <summary>"bob: ", the text, and the line end.</summary>
    private const int LineBytes = 6;

    /// <summary>More than the overhead of a record in any version.</summary>
    private const int MaxOverheadBytes = 105;

    [TestCase(SslProtocols.Tls12, 29)]
    [TestCase(SslProtocols.Tls13, 22, ExcludePlatform = "MacOsX")]
    public void Last_message_fits_completely_or_the_goodbye_text_follows(
        SslProtocols version, int overheadBytes)
    {
        using var server = new SimServer(new ServerOptions
        {
            Certificate = TestCertificate.Own,
            RingBytes = RingBytes,
            HistoryLines = 1,
        });
        SimTransport bob = server.Connect();
        bob.Write("bob\n"u8);
        server.Settle();
        for (int spare = 0; spare <= MaxOverheadBytes; spare++)
        {
            using TlsPeer slow = new TlsPeer(server).ShakeHands(version).EnterAs("slow");
            Connection connection = FindSlow(server);
            slow.Wire.Window = 0;

            // Fill the ring until its free space is one line and this many bytes more.
            const int LastLine = 500;
            while (connection.Ring.Free > 3000)
            {
                Say(server, bob, 1000 - LineBytes);
            }

            int left = connection.Ring.Free - LastLine - spare - overheadBytes;
            Say(server, bob, left - LineBytes);
            Assert.That(connection.Ring.Free, Is.EqualTo(LastLine + spare), "the test itself");
            Say(server, bob, LastLine - LineBytes);
            Say(server, bob, 1000 - LineBytes);
            slow.Wire.Window = long.MaxValue;
            string? last = null;
            for (string? line = slow.ReadLine(); line is not null; line = slow.ReadLine())
            {
                last = line;
            }

            Assert.That(
                last,
                Is.EqualTo($"-- {GoodbyeSentences.TooSlow}"),
                $"{spare} bytes to spare");
            slow.Wire.End();
            server.Settle();
        }
    }

    private static Connection FindSlow(SimServer server) => Enumerable
        .Range(0, server.Server.Table.SlotsUsed)
        .Select(slot => server.Server.Table[slot])
        .Single(static c => c is { Name: "slow" })!;

    private static void Say(SimServer server, SimTransport speaker, int textBytes)
    {
        speaker.Write([.. Encoding.ASCII.GetBytes(new string('x', textBytes)), (byte)'\n']);
        server.Settle();
        speaker.TakeOutbound();
    }
}
