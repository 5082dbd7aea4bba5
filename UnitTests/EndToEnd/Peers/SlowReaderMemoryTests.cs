using System.Net;
using System.Net.Sockets;
using System.Text;
using EventLoopServer.Sentences;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Peers;

/// <summary>A slow reader that was closed leaves nothing in the kernel.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class SlowReaderMemoryTests(ServerParking parking)
{
    private const int MaxLines = 10_000;

    [Test]
    public void Slowest_reader_is_reset_and_its_send_buffer_is_released()
    {
        // Any connection with pending output is above the cap.
        using var server = new ServerUnderTest(
            parking, static o => o with { BacklogBytes = 1, SendBufferBytes = 8 * 1024 });
        using TestClient speaker = server.Text("speaker");
        using var slow = new Socket(SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveBufferSize = 4096,
            ReceiveTimeout = TestClient.DeadlineMs,
        };
        slow.Connect(IPAddress.Loopback, server.Port);
        slow.Send("slow\n"u8);
        speaker.Expect(TextLine.Joined("slow"));
        int said = SayUntilItLeaves(speaker);

        long got = 0;
        SocketError error;
        var space = new byte[4096];
        int bytes;
        while ((bytes = slow.Receive(space, SocketFlags.None, out error)) > 0)
        {
            got += bytes;
        }

        Assert.That(error, Is.EqualTo(SocketError.ConnectionReset), $"after {got} bytes");
        Assert.That(got, Is.LessThan(said), "the kernel dropped its pending bytes");
    }

    /// <returns>The number of bytes sent.</returns>
    private static int SayUntilItLeaves(TestClient speaker)
    {
        string line = new('x', 1000);
        for (int lines = 1; lines < MaxLines; lines++)
        {
            speaker.Send(Encoding.UTF8.GetBytes($"{line}\n/ping\n"));
            while (speaker.ReadLine() is var answer && answer != TextLine.Pong())
            {
                Assert.That(
                    answer, Is.EqualTo(TextLine.Left("slow", GoodbyeSentences.OthersTooSlow)));
                return lines * line.Length;
            }
        }

        throw new AssertionException($"{MaxLines} lines were sent, and no slow reader was closed.");
    }
}
