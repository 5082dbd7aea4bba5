using EventLoopServer;
using EventLoopServer.Configuration;
using EventLoopServer.Polling;
using Protocol.Messages;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>
/// The main parts of the design in one run over real sockets: Select for busy sockets, pooled
/// SocketAsyncEventArgs for parked ones and for receives, slices of one slab, and a ring for a
/// client that does not read.
/// </summary>
[NonParallelizable]
internal sealed class PartsInUseTests
{
    private const int Silent = 20;
    private const int HotLimit = 4;

    [Test]
    public void All_parts_are_used_in_one_run()
    {
        using var server = new ServerUnderTest(change: Small);
        TestClient[] silent = [.. Enumerable.Range(0, Silent).Select(_ => server.Text())];
        try
        {
            server.WaitUntil("all but the hot ones parked", static s =>
                s.Poller.ParkedCount >= Silent - HotLimit);
            AssertThat(server, "Select polls the hot sockets", static s =>
                s.Poller is SelectPoller && s.Poller.HotCount is > 0 and <= HotLimit);
            AssertThat(server, "an operation waits for each parked socket", static s =>
                s.Stats.ParkOperations >= s.Poller.ParkedCount && s.Stats.Parks > 0);

            silent[0].Ping();
            server.WaitUntil("a parked socket woke", static s => s.Stats.Wakes > 0);
            FillARing(server);
            AssertThat(server, "few operations receive for all", static s =>
                s.ReceiveOperations is > 0 and < Silent);
        }
        finally
        {
            Array.ForEach(silent, static client => client.Dispose());
        }
    }

    private static void FillARing(ServerUnderTest server)
    {
        using NativeTestClient speaker = server.Native("speaker");
        using NativeTestClient slow = server.Native("slow", receiveBufferBytes: 4096);
        AssertThat(server, "nobody has a ring yet", static s => Rings(s) == 0);
        string text = new('x', 4000);
        for (int i = 0; i < 1000 && server.Ask(Rings) == 0; i++)
        {
            speaker.Request(RequestVerb.Say, text: text);
            speaker.SkipTo(EventKind.Said);
        }

        AssertThat(server, "what the slow client does not read is in its ring", static s =>
            Rings(s) == 1 && s.Slab.Rented > 0 && s.Stats.PartialSends > 0);
    }

    private static ServerOptions Small(ServerOptions options) => options with
    {
        Parking = new ParkingRule(HotLimit, MinSilentMs: 0, ParksPerTurn: 64),
        SendBufferBytes = 8 * 1024,
        HistoryLines = 0,
    };

    private static int Rings(ChatServer server)
    {
        int rings = 0;
        for (int slot = 0; slot < server.Table.SlotsUsed; slot++)
        {
            rings += server.Table[slot] is { Ring.Count: > 0 } ? 1 : 0;
        }

        return rings;
    }

    private static void AssertThat(
        ServerUnderTest server, string what, Func<ChatServer, bool> isSo) =>
        Assert.That(server.Ask(isSo), Is.True, what);
}
