using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using SimpleClient.Library.Link;
using SimpleClient.Library.Trust;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Client.Library;

/// <summary>A greeting that came before TLS goes by, and nothing else does.</summary>
internal sealed class GreetingSkippingStreamTests
{
    private static readonly byte[] s_record = [0x16, 3, 3, 0, 4, 0x2D, 0x2D, 0x20, 0x0A];

    [TestCase("")]
    [TestCase("-- one\n")]
    [TestCase("-- one\n-- \n-- three\r\n")]
    public async Task Lines_of_the_server_go_by_whatever_the_pieces_are(string greeting)
    {
        byte[] sent = [.. Encoding.UTF8.GetBytes(greeting), .. s_record];
        for (int piece = 1; piece <= sent.Length; piece++)
        {
            Assert.That(await ReadAllAsync(sent, piece), Is.EqualTo(s_record), $"{piece} bytes");
        }
    }

    [TestCase("- no line of the server\n")]
    [TestCase("--\n")]
    [TestCase("hello\n-- Hello.\n")]
    [TestCase("-- it ends in the middle")]
    [TestCase("--")]
    public async Task What_is_no_whole_line_of_the_server_is_handed_on(string words)
    {
        byte[] sent = Encoding.UTF8.GetBytes(words);
        for (int piece = 1; piece <= sent.Length; piece++)
        {
            Assert.That(await ReadAllAsync(sent, piece), Is.EqualTo(sent), $"{piece} bytes");
        }
    }

    [TestCase(GreetingSkippingStream.MaxGreetingBytes - 1, true)]
    [TestCase(GreetingSkippingStream.MaxGreetingBytes, true)]
    [TestCase(GreetingSkippingStream.MaxGreetingBytes + 1, false)]
    public async Task So_much_goes_by_and_no_more(int bytes, bool goesBy)
    {
        byte[] greeting = [.. "-- "u8, .. Enumerable.Repeat((byte)'x', bytes - 4), (byte)'\n'];
        byte[] sent = [.. greeting, .. s_record];
        byte[] came = await ReadAllAsync(sent, 100);
        Assert.That(came, Is.EqualTo(goesBy ? s_record : sent));
    }

    [Test]
    public async Task A_client_that_is_late_with_TLS_gets_in_all_the_same()
    {
        using var server = new SimServer(new ServerOptions { Certificate = TestCertificate.Own });
        SimTransport wire = server.Connect();
        server.Settle();
        server.Pass(1200);
        using var inner = new SimStream(server, wire, int.MaxValue);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            (Stream secure, _) = await TlsConnector.ShakeHandsAsync(
                inner, "localhost", "localhost:5050", new ServerTrust(file), default);
            await using Stream closed = secure;
            byte[] greeting = [.. ChatSentences.Greeting];
            Assert.That(inner.Came[..greeting.Length], Is.EqualTo(greeting));
            await secure.WriteAsync("ada\n"u8.ToArray());
            byte[] space = new byte[1000];
            int bytes = await secure.ReadAsync(space);
            Assert.That(
                Encoding.UTF8.GetString(space, 0, bytes),
                Does.StartWith(TextLine.Welcome("ada")));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<byte[]> ReadAllAsync(byte[] sent, int piece)
    {
        await using GreetingSkippingStream stream =
            new GreetingSkippingStream(new PieceStream(sent, piece));
        var all = new List<byte>();
        byte[] space = new byte[50];
        int bytes;
        while ((bytes = await stream.ReadAsync(space)) > 0)
        {
            all.AddRange(space.AsSpan(0, bytes));
        }

        return [.. all];
    }
}
