using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Peers;

/// <summary>Real sockets have an address, and closed connections stop counting for it.</summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class AddressTests(ServerParking parking)
{
    [Test]
    public void Client_above_the_limit_of_its_address_is_rejected_until_one_disconnects()
    {
        using var server = new ServerUnderTest(parking, static o => o with
        {
            ClientLimits = o.ClientLimits with { LocalClientsPerAddress = 3 },
        });
        List<TestClient> clients = [server.Text(), server.Text(), server.Text()];
        clients.ForEach(static c => c.Ping());
        using (TestClient oneTooMany = server.Text())
        {
            oneTooMany.Expect(
                $"{TextLine.Refused(RefusalCode.AddressFull)} (AddressFull)");
            oneTooMany.ExpectEnd();
        }

        clients[0].Reset();
        server.WaitUntil("a place is free", static s => s.Connections == 2);
        clients[0].Dispose();
        clients[0] = server.Text();
        clients.ForEach(static c => c.Ping());
        clients.ForEach(static c => c.Dispose());
    }
}
