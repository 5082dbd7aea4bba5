using System.Net.Sockets;
using EventLoopServer.Polling;

namespace UnitTests.Polling;

internal sealed class HotSetTests
{
    [Test]
    public void Random_changes_agree_with_a_list_ordered_by_silence(
        [Range(1, 8)] int seed, [Values(1, 20, 300)] int recentLimit)
    {
        const int slots = 300;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var set = new HotSet(recentLimit);
        Socket[] sockets = MakeSockets(slots);
        var model = new List<(int Slot, long LastMs)>();
        var spoken = new HashSet<int>();
        var chances = new HashSet<int>();
        long nowMs = 0;
        for (int step = 0; step < 5000; step++)
        {
            string where = $"seed {seed}, step {step}";
            nowMs += random.Next(3);
            int slot = random.Next(slots);
            int at = model.FindIndex(m => m.Slot == slot);
            Assert.That(set.Contains(slot), Is.EqualTo(at >= 0), where);
            if (at < 0)
            {
                bool hasSent = random.Next(2) == 0;
                set.Add(slot, sockets[slot], nowMs, poll: step, hasSent);
                model.Add((slot, nowMs));
                Keep(spoken, slot, hasSent);
                Keep(chances, slot, hasSent);
            }
            else if (random.Next(4) == 0)
            {
                bool isRecent = set.IsRecent(slot);
                bool hasChance = chances.Remove(slot);
                Assert.That(
                    set.TakeSecondChance(slot, nowMs, poll: step), Is.EqualTo(hasChance), where);
                if (hasChance)
                {
                    model.RemoveAt(at);
                    model.Insert(
                        isRecent ? model.Count : model.Count - set.RecentCount, (slot, nowMs));
                }

                Assert.That(set.IsRecent(slot), Is.EqualTo(isRecent), where);
            }
            else
            {
                model.RemoveAt(at);
                if (random.Next(5) < (step / 1000 % 2 == 0 ? 1 : 3))
                {
                    set.Remove(slot);
                }
                else
                {
                    set.Touch(slot, nowMs, poll: step);
                    model.Add((slot, nowMs));
                    Keep(chances, slot, spoken.Contains(slot));
                }
            }

            Check(set, model, sockets, where);
        }

        // Removing the oldest repeatedly checks the whole chain.
        while (model.Count > 0)
        {
            Check(set, model, sockets, $"seed {seed}, {model.Count} left");
            set.Remove(set.Oldest);
            model.RemoveAt(0);
        }

        Assert.That(set.Oldest, Is.EqualTo(-1));
        Array.ForEach(sockets, s => s.Dispose());
    }

    [Test]
    public void Slots_become_recent_again_only_after_bytes()
    {
        var set = new HotSet(3);
        Socket[] sockets = MakeSockets(6);
        for (int slot = 0; slot < sockets.Length; slot++)
        {
            set.Add(slot, sockets[slot], 0, poll: slot, hasSent: false);
        }

        Assert.That(set.Slots.Take(set.RecentCount), Is.EquivalentTo((int[])[3, 4, 5]));
        set.Remove(4);
        set.Remove(5);
        set.Remove(3);
        Assert.That(set.RecentCount, Is.Zero, "nobody is promoted who has said nothing");
        set.Touch(2, 1, poll: 7);
        set.Touch(0, 1, poll: 8);
        Assert.That(set.Slots.Take(set.RecentCount), Is.EquivalentTo((int[])[2, 0]));
        Assert.That(set.LastPoll(0), Is.EqualTo(8));
        Assert.That(set.LastPoll(1), Is.EqualTo(1));
        Array.ForEach(sockets, static s => s.Dispose());
    }

    [Test]
    public void Set_does_not_contain_an_unknown_slot()
    {
        var set = new HotSet(64);
        Assert.That(set.Contains(0), Is.False);
        Assert.That(set.Contains(100_000), Is.False);
        using Socket socket = MakeSockets(1)[0];
        set.Add(100, socket, 0, 0, hasSent: false);
        Assert.That(set.Contains(99), Is.False);
        Assert.That(set.Contains(101), Is.False);
        Assert.That(set.Contains(100), Is.True);
    }

    [Test]
    public void Set_keeps_no_reference_to_a_removed_socket()
    {
        var set = new HotSet(64);
        using Socket socket = MakeSockets(1)[0];
        set.Add(3, socket, 0, 0, hasSent: false);
        set.Remove(3);
        Assert.That(set.Sockets, Is.All.Null, "a forgotten reference keeps a closed socket alive");
    }

    [Test]
    public void Second_chance_is_given_once_and_makes_no_slot_recent()
    {
        var set = new HotSet(2);
        Socket[] sockets = MakeSockets(4);
        for (int slot = 0; slot < 4; slot++)
        {
            set.Add(slot, sockets[slot], slot, 0, hasSent: true);
        }

        Assert.That(set.TakeSecondChance(0, nowMs: 10, poll: 1), Is.True);
        Assert.That(set.Oldest, Is.EqualTo(1), "the next that is not recent");
        Assert.That(set.LastBytesMs(0), Is.EqualTo(10));
        Assert.That(set.IsRecent(0), Is.False);
        Assert.That(set.IsRecent(2) && set.IsRecent(3), Is.True);
        Assert.That(set.TakeSecondChance(0, nowMs: 20, poll: 2), Is.False);

        // Removing the oldest repeatedly checks the whole chain.
        foreach (int expected in (int[])[1, 0, 2, 3])
        {
            Assert.That(set.Oldest, Is.EqualTo(expected));
            set.Remove(expected);
        }

        Assert.That(set.Oldest, Is.EqualTo(-1));
        Array.ForEach(sockets, s => s.Dispose());
    }

    private static void Keep(HashSet<int> slots, int slot, bool isIn)
    {
        if (!isIn)
        {
            slots.Remove(slot);
        }
        else
        {
            slots.Add(slot);
        }
    }

    private static void Check(
        HotSet set, List<(int Slot, long LastMs)> model, Socket[] sockets, string where)
    {
        Assert.That(set.Count, Is.EqualTo(model.Count), where);
        Assert.That(set.Oldest, Is.EqualTo(model.Count > 0 ? model[0].Slot : -1), where);
        var seen = new HashSet<int>();
        for (int i = 0; i < set.Count; i++)
        {
            int slot = set.Slots[i];
            if (!seen.Add(slot) || set.Sockets[i] != sockets[slot])
            {
                Assert.Fail($"entry {i} has slot {slot} twice or with another's socket, {where}");
            }
        }

        Assert.That(set.RecentCount, Is.LessThanOrEqualTo(set.Count), where);
        Assert.That(
            set.Slots.Take(set.RecentCount),
            Is.EquivalentTo(model.TakeLast(set.RecentCount).Select(static m => m.Slot)),
            $"who spoke last stands first, {where}");
        foreach ((int slot, long lastMs) in model)
        {
            if (!seen.Contains(slot) || set.LastBytesMs(slot) != lastMs)
            {
                Assert.Fail($"slot {slot} is missing or has another time than {lastMs}, {where}");
            }
        }
    }

    private static Socket[] MakeSockets(int count) =>
    [
        .. Enumerable.Range(0, count).Select(static _ =>
            new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)),
    ];
}
