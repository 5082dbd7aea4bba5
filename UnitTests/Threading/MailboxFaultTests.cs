using System.Text;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support.Recording;

namespace UnitTests.Threading;

/// <summary>An item of the mailbox that throws affects no other item.</summary>
internal sealed class MailboxFaultTests
{
    /// <summary>The number of the log event for an item that threw.</summary>
    private const int FaultLine = 32;

    [Test]
    public void Fault_of_an_item_is_counted_and_logged_and_the_other_items_are_delivered()
    {
        var log = new ServerLog();
        using var server = new SimServer(log: log);
        SimTransport alice = server.Connect();
        alice.Write("alice\n"u8);
        server.Settle();
        alice.TakeOutbound();
        List<int> delivered = [];
        for (int i = 0; i < 10; i++)
        {
            server.Server.Mailbox.Post(new TestNode(0, i, node => delivered.Add(
                node.Number % 3 == 1
                    ? throw new InvalidOperationException($"item {node.Number}")
                    : node.Number)));
        }

        alice.Write("/ping\n"u8);
        server.Settle();
        Assert.That(delivered, Is.EqualTo(new[] { 0, 2, 3, 5, 6, 8, 9 }));
        Assert.That(
            Encoding.UTF8.GetString(alice.TakeOutbound()), Is.EqualTo($"{TextLine.Pong()}\n"));
        Assert.That(server.Server.Stats.Bugs, Is.EqualTo(3));
        Assert.That(
            log.Lines.Where(static l => l.Number == FaultLine).Select(static l => l.Fault!.Message),
            Is.EqualTo(new[] { "item 1", "item 4", "item 7" }));
    }

    [Test]
    public void Item_that_threw_can_be_posted_again()
    {
        using var server = new SimServer();
        int runs = 0;
        var node = new TestNode(0, 0, _ =>
        {
            if (++runs == 1)
            {
                throw new InvalidOperationException("the first run");
            }
        });
        server.Server.Mailbox.Post(node);
        server.Settle();
        server.Server.Mailbox.Post(node);
        server.Settle();
        Assert.That(runs, Is.EqualTo(2));
    }
}
