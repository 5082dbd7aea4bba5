using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>The server is full exactly at its limit.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class CapacityTests(ServerParking parking)
{
    private const int MaxClients = 6;

    [Test]
    public void Client_above_the_limit_is_rejected_until_a_slot_is_free()
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
