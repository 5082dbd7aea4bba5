using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using Protocol.Names;

namespace UnitTests.Chat;

/// <summary>Which ban or mute applies, and until when.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RestrictionListTests
{
    private const int Capacity = 3;

    private readonly RestrictionList _list = new(Capacity);

    [TestCase(99, true)]
    [TestCase(100, false)]
    [TestCase(101, false)]
    public void Restriction_applies_until_it_expires(long nowMs, bool counts)
    {
        Add("a", untilMs: 100);
        Assert.That(_list.Find(Of("a"), null, nowMs) is not null, Is.EqualTo(counts), "found");
        Assert.That(_list.At(nowMs), Has.Count.EqualTo(counts ? 1 : 0));
        Assert.That(_list.IsEmpty, Is.EqualTo(!counts));
    }

    [Test]
    public void Longest_matching_restriction_applies()
    {
        NetworkPrefix place = NetworkPrefix.Of(5, 128);
        _list.TryAdd(new Restriction("a", 200, "", "") { Skeletons = Of("a"), Prefix = place }, 0);
        _list.TryAdd(new Restriction("b", 300, "", "") { Skeletons = Of("b"), Prefix = place }, 0);
        _list.TryAdd(new Restriction("c", 250, "", "") { Skeletons = Of("c"), Prefix = place }, 0);
        Assert.That(_list.Find(Of("z"), place, 0)!.UntilMs, Is.EqualTo(300), "by prefix");
        Assert.That(_list.Find(Of("a"), null, 0)!.UntilMs, Is.EqualTo(200), "by one name");
        Assert.That(_list.Find(Of("a"), place, 0)!.UntilMs, Is.EqualTo(300), "by both");
        Assert.That(_list.Find(Of("a"), place, 299)!.UntilMs, Is.EqualTo(300));
        Assert.That(_list.Find(Of("a"), place, 300), Is.Null, "all have expired");
    }

    [Test]
    public void Full_list_accepts_a_new_entry_after_one_expires()
    {
        Assert.That(Add("a", 100), Is.True, "1");
        Assert.That(Add("b", 200), Is.True, "2");
        Assert.That(Add("c", 200), Is.True, "3");
        Assert.That(Add("d", 200), Is.False, "it is full");
        Assert.That(Add("b", 300), Is.True, "replaces the earlier entry");
        Assert.That(_list.At(0), Has.Count.EqualTo(Capacity));
        Assert.That(Add("d", 200, nowMs: 99), Is.False, "it is still full");
        Assert.That(Add("d", 200, nowMs: 100), Is.True, "the first has expired");
    }

    [Test]
    public void Restriction_is_removed_by_its_name_or_its_address()
    {
        NetworkPrefix place = NetworkPrefix.Of(5, 128);
        _list.TryAdd(new Restriction("a", 200, "", "") { Skeletons = Of("a"), Prefix = place }, 0);
        _list.TryAdd(new Restriction("b", 200, "", "") { Prefix = place }, 0);
        Assert.That(_list.Remove(null, place).Single().Subject, Is.EqualTo("b"));
        Assert.That(_list.Remove(Of("a"), null).Single().Subject, Is.EqualTo("a"));
        Assert.That(_list.Remove(Of("a"), null), Is.Empty);
    }

    private static NameSkeletons Of(string name) => NameSkeletons.Of(Encoding.UTF8.GetBytes(name));

    private bool Add(string name, long untilMs, long nowMs = 0) =>
        _list.TryAdd(new Restriction(name, untilMs, "", "") { Skeletons = Of(name) }, nowMs);
}
