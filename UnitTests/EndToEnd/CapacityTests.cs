using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>The server is full at its limit, and not before.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class CapacityTests(ServerParking parking)
{
    private const int MaxClients = 6;

    [Test]
    public void The_client_after_the_last_place_is_turned_away_until_somebody_goes()
    {
        using var server = new ServerUnderTest(
            parking, static o => o with { MaxClients = MaxClients, GreetingMs = 60_000 });
        List<TestClient> clients = [];
        for (int i = 0; i < MaxClients; i++)
        {
            clients.Add(server.Text());
            clients[i].Ping();
        }

        for (int i = 0; i < 3; i++)
        {
            using TestClient oneTooMany = server.Text();
            oneTooMany.Expect($"{TextLine.Refused(RefusalCode.ServerFull)} (ServerFull)");
            oneTooMany.ExpectEnd();
        }

        Assert.That(server.Ask(s => s.Stats.Refused), Is.EqualTo(3));
        clients[0].Dispose();
        server.WaitUntil("a place is free", s => s.Connections == MaxClients - 1);
        clients[0] = server.Text();
        clients.ForEach(c => c.Ping());
        clients.ForEach(c => c.Dispose());
    }
}
