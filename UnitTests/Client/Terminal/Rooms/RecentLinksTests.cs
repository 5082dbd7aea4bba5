using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;

namespace UnitTests.Client.Terminal.Rooms;

/// <summary>The numbers of links while lines are added and removed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RecentLinksTests
{
    private const string Link = "https://a.example/";

    private readonly Scrollback _lines = new(default);

    [Test]
    public void Numbers_follow_all_changes_of_the_lines()
    {
        var links = new RecentLinks(_lines);
        Add("none");
        Assert.That(links.NumbersOf(0), Is.Empty);
        Add(Link);
        Assert.That(links.NumbersOf(1), Is.EqualTo("[1]"));
        Add("none");
        Add($"{Link} {Link}");
        Assert.That(links.NumbersOf(3), Is.EqualTo("[2] [1]"));
        Assert.That(links.NumbersOf(1), Is.EqualTo("[3]"));

        _lines.Prepend([Said(Link)]);
        Assert.That(links.NumbersOf(-1), Is.EqualTo("[4]"), "older lines");

        ChatLine lost = Said("lost") with { IsLost = true, Origin = (1, 1) };
        _lines.Add(lost);
        Add(Link);
        Assert.That(links.NumbersOf(5), Is.EqualTo("[1]"));
        _lines.RemoveLost(lost);
        Add("none");
        Add("none");
        Assert.That(links.NumbersOf(4), Is.EqualTo("[1]"), "one line up");
        Assert.That(links.NumbersOf(5), Is.Empty);
    }

    [Test]
    public void Numbers_of_a_long_room_are_those_of_a_new_count()
    {
        var random = new Random(22);
        var links = new RecentLinks(_lines);
        for (int i = 0; i < 2 * Scrollback.MinLines; i++)
        {
            Add(random.Next(20) == 0 ? Link : "none");
            if (i % 97 == 0)
            {
                string[] seen = Numbers(links);
                Assert.That(seen, Is.EqualTo(Numbers(new RecentLinks(_lines))), $"line {i}");
            }
        }
    }

    private string[] Numbers(RecentLinks links) =>
        [.. Enumerable.Range(1, 250).Select(i => links.NumbersOf(_lines.Next - i))];

    private void Add(string text) => _lines.Add(Said(text));

    private static ChatLine Said(string text) =>
        new() { Kind = LineKind.Said, Time = default, Text = text, Name = "bob" };
}
