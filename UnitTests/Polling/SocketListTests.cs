using System.Net.Sockets;
using EventLoopServer.Polling;

namespace UnitTests.Polling;

internal sealed class SocketListTests
{
    private const int SomePairs = 24;

    private readonly SocketPair[] _pairs = new SocketPair[SomePairs];

    [OneTimeSetUp]
    public void Connect()
    {
        for (int i = 0; i < SomePairs; i++)
        {
            _pairs[i] = new SocketPair();
        }
    }

    [OneTimeTearDown]
    public void Disconnect() => Array.ForEach(_pairs, static p => p.Dispose());

    [Test]
    public void Select_leaves_the_ready_sockets_with_their_slots([Range(1, 6)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var list = new SocketList();
        for (int round = 0; round < 50; round++)
        {
            var ready = new HashSet<int>();
            list.Clear();
            int share = random.Next(0, 101);
            for (int i = 0; i < SomePairs; i++)
            {
                list.Add(_pairs[i].Socket, 1000 + i);
                if (random.Next(100) < share)
                {
                    ready.Add(i);
                    _pairs[i].Speak();
                }
            }

            Socket.Select(list, null, null, 0);
            CheckLeft(list, ready, $"seed {seed}, round {round}");
            foreach (int i in ready)
            {
                _pairs[i].Listen();
            }
        }
    }

    [Test]
    public void Select_filters_reads_and_writes_separately()
    {
        var reads = new SocketList();
        var writes = new SocketList();
        _pairs[1].Speak();
        for (int i = 0; i < 4; i++)
        {
            reads.Add(_pairs[i].Socket, i);
            writes.Add(_pairs[i].Socket, i);
        }

        Socket.Select(reads, writes, null, 0);
        _pairs[1].Listen();
        Assert.That(Slots(reads), Is.EqualTo((int[])[1]));
        Assert.That(Slots(writes), Is.EquivalentTo(Enumerable.Range(0, 4)));
    }

    [Test]
    public void Removing_in_either_direction_leaves_the_right_sockets(
        [Values] bool fromTheEnd, [Range(1, 6)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            int count = random.Next(1, SomePairs + 1);
            var list = new SocketList();
            var ready = new HashSet<int>();
            for (int i = 0; i < count; i++)
            {
                list.Add(_pairs[i].Socket, 1000 + i);
                if (random.Next(2) == 0)
                {
                    ready.Add(i);
                }
            }

            Filter(list, ready, fromTheEnd);
            CheckLeft(list, ready, $"seed {seed}, round {round}, from the end: {fromTheEnd}");
        }
    }

    [Test]
    public void CopyFrom_replaces_the_list_by_a_range()
    {
        var list = new SocketList();
        list.Add(_pairs[5].Socket, 5);
        Socket[] sockets = [.. _pairs.Select(static p => p.Socket)];
        int[] slots = [.. Enumerable.Range(100, SomePairs)];
        list.CopyFrom(sockets, slots, 3, 4);
        Assert.That(Slots(list), Is.EqualTo((int[])[103, 104, 105, 106]));
        Assert.That(list[0], Is.SameAs(sockets[3]));
        list.CopyFrom(sockets, slots, 0, 0);
        Assert.That(list.Count, Is.Zero);
    }

    [TestCase(127)]
    [TestCase(128)]
    [TestCase(129)]
    [TestCase(1000)]
    public void List_grows_beyond_its_capacity(int count)
    {
        var added = new SocketList();
        var copied = new SocketList();
        Socket[] sockets = [.. Enumerable.Repeat(_pairs[0].Socket, count)];
        int[] slots = [.. Enumerable.Range(0, count)];
        for (int i = 0; i < count; i++)
        {
            added.Add(sockets[i], slots[i]);
        }

        copied.CopyFrom(sockets, slots, 0, count);
        copied.Add(sockets[0], count);
        Assert.That(Slots(added), Is.EqualTo(slots));
        Assert.That(Slots(copied), Is.EqualTo(Enumerable.Range(0, count + 1)));
    }

    /// <summary>
    /// Removes as Select does: from the end, or from the front without a step after a removal.
    /// </summary>
    private void Filter(SocketList list, HashSet<int> ready, bool fromTheEnd)
    {
        bool IsReady(int at) => ready.Contains(Array.FindIndex(_pairs, p => p.Socket == list[at]));
        if (fromTheEnd)
        {
            for (int i = list.Count - 1; i >= 0; i--)
            {
                if (!IsReady(i))
                {
                    list.RemoveAt(i);
                }
            }

            return;
        }

        for (int i = 0; i < list.Count; i++)
        {
            if (!IsReady(i))
            {
                list.RemoveAt(i--);
            }
        }
    }

    private void CheckLeft(SocketList list, HashSet<int> ready, string where)
    {
        Assert.That(Slots(list), Is.EquivalentTo(ready.Select(i => 1000 + i)), where);
        for (int i = 0; i < list.Count; i++)
        {
            Socket expected = _pairs[list.SlotAt(i) - 1000].Socket;
            Assert.That(list[i], Is.SameAs(expected), $"the slot must move along, {where}");
        }
    }

    private static int[] Slots(SocketList list) =>
        [.. Enumerable.Range(0, list.Count).Select(list.SlotAt)];
}
