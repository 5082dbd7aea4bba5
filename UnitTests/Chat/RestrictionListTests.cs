using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using Protocol.Names;

namespace UnitTests.Chat;

/// <summary>Bans and mutes: which of them counts, and until when.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RestrictionListTests
{
    private const int Capacity = 3;

    private readonly RestrictionList _list = new(Capacity);

    [TestCase(99, true)]
    [TestCase(100, false)]
    [TestCase(101, false)]
    public void One_counts_until_its_time_is_over(long nowMs, bool counts)
    {
        Add("a", untilMs: 100);
        Assert.That(_list.Find(Look("a"), null, nowMs) is not null, Is.EqualTo(counts), "found");
        Assert.That(_list.At(nowMs), Has.Count.EqualTo(counts ? 1 : 0));
        Assert.That(_list.IsEmpty, Is.EqualTo(!counts));
    }

    [Test]
    public void Of_those_that_meet_somebody_the_one_that_lasts_longest_counts()
    {
        NetworkPrefix place = NetworkPrefix.Of(5, 128);
        _list.TryAdd(new Restriction("a", 200, "", "") { Look = Look("a"), Prefix = place }, 0);
        _list.TryAdd(new Restriction("b", 300, "", "") { Look = Look("b"), Prefix = place }, 0);
        _list.TryAdd(new Restriction("c", 250, "", "") { Look = Look("c"), Prefix = place }, 0);
        Assert.That(_list.Find(Look("z"), place, 0)!.UntilMs, Is.EqualTo(300), "by their place");
        Assert.That(_list.Find(Look("a"), null, 0)!.UntilMs, Is.EqualTo(200), "by one name");
        Assert.That(_list.Find(Look("a"), place, 0)!.UntilMs, Is.EqualTo(300), "by both");
        Assert.That(_list.Find(Look("a"), place, 299)!.UntilMs, Is.EqualTo(300));
        Assert.That(_list.Find(Look("a"), place, 300), Is.Null, "all are over");
    }

    [Test]
    public void A_list_takes_so_many_and_one_that_is_over_makes_room()
    {
        Assert.That(Add("a", 100), Is.True, "1");
        Assert.That(Add("b", 200), Is.True, "2");
        Assert.That(Add("c", 200), Is.True, "3");
        Assert.That(Add("d", 200), Is.False, "it is full");
        Assert.That(Add("b", 300), Is.True, "in the place of an earlier one");
        Assert.That(_list.At(0), Has.Count.EqualTo(Capacity));
        Assert.That(Add("d", 200, nowMs: 99), Is.False, "it is full still");
        Assert.That(Add("d", 200, nowMs: 100), Is.True, "the first is over");
    }

    [Test]
    public void One_is_taken_out_by_the_name_or_the_address_that_it_was_made_for()
    {
        NetworkPrefix place = NetworkPrefix.Of(5, 128);
        _list.TryAdd(new Restriction("a", 200, "", "") { Look = Look("a"), Prefix = place }, 0);
        _list.TryAdd(new Restriction("b", 200, "", "") { Prefix = place }, 0);
        Assert.That(_list.Remove(null, place).Single().Subject, Is.EqualTo("b"));
        Assert.That(_list.Remove(Look("a"), null).Single().Subject, Is.EqualTo("a"));
        Assert.That(_list.Remove(Look("a"), null), Is.Empty);
    }

    private static NameLook Look(string name) => NameLook.Of(Encoding.UTF8.GetBytes(name));

    private bool Add(string name, long untilMs, long nowMs = 0) =>
        _list.TryAdd(new Restriction(name, untilMs, "", "") { Look = Look(name) }, nowMs);
}
