using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>Paused and resumed reading on real sockets, including parked ones.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class RequestRateLimiterTests(ServerParking parking)
{
    private const int Lines = 300;

    [Test]
    public void Input_above_the_rate_arrives_whole_and_in_order()
    {
        using var server = new ServerUnderTest(parking, Slow);
        using TestClient alice = server.Text("alice");
        using TestClient bob = server.Text("bob");
        alice.Expect(TextLine.Joined("bob"));
        var paste = new StringBuilder();
        for (int i = 0; i < Lines; i++)
        {
            paste.Append($"{i} of a paste\n");
        }

        bob.Send(Encoding.UTF8.GetBytes(paste.ToString()));
        for (int i = 0; i < Lines; i++)
        {
            alice.Expect($"bob: {i} of a paste");
        }

        bob.Ping();
    }

    [Test]
    public void Disconnect_of_a_paused_client_is_noticed()
    {
        using var server = new ServerUnderTest(parking, Slow);
        using TestClient alice = server.Text("alice");
        TestClient bob = server.Text("bob");
        alice.Expect(TextLine.Joined("bob"));
        bob.Send("1\n2\n3\n4\n5\n6\n7\n8\n9\n"u8);
        bob.Dispose();
        alice.SkipTo(TextLine.Left("bob"));
    }

    private static ServerOptions Slow(ServerOptions options) => options with
    {
        ClientLimits = options.ClientLimits with { CommandsPerSecond = 1000, CommandBurst = 2 },
    };
}
