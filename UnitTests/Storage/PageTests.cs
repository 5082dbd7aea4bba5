using EventLoopServer.Chat.Storage;

namespace UnitTests.Storage;

internal sealed class PageTests
{
    private StoreFixture _fixture = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _fixture = new StoreFixture();
        _fixture.Open();
        for (ulong number = 1; number <= 10; number++)
        {
            _fixture.SayAll(number, number);
            _fixture.Say(number, "elsewhere", "den");
            _fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        _fixture.Keep();
    }

    [OneTimeTearDown]
    public void Close() => _fixture.Dispose();

    [TestCase(9, 2UL, false)]
    [TestCase(10, 1UL, true)]
    [TestCase(11, 1UL, true)]
    public void The_latest_page_ends_with_the_last_line(int count, ulong first, bool reachesStart)
    {
        PageQuery page = _fixture.Page(count);
        AssertNumbers(page, first, 10);
        Assert.That(page.ReachesStart, Is.EqualTo(reachesStart));
        Assert.That(page.IsPurged, Is.False);
    }

    [TestCase(1UL, 1UL, 0UL, true)]
    [TestCase(2UL, 1UL, 1UL, true)]
    [TestCase(4UL, 1UL, 3UL, true)]
    [TestCase(5UL, 2UL, 4UL, false)]
    [TestCase(11UL, 8UL, 10UL, false)]
    [TestCase(ulong.MaxValue, 8UL, 10UL, false)]
    public void A_page_before_a_number_ends_below_it(
        ulong before, ulong first, ulong last, bool reachesStart)
    {
        PageQuery page = _fixture.Page(3, before: before);
        AssertNumbers(page, first, last);
        Assert.That(page.ReachesStart, Is.EqualTo(reachesStart));
    }

    [TestCase(7UL, 8UL, 10UL)]
    [TestCase(8UL, 9UL, 10UL)]
    [TestCase(1UL, 2UL, 4UL)]
    [TestCase(10UL, 11UL, 10UL)]
    public void A_page_after_a_number_begins_above_it(ulong after, ulong first, ulong last) =>
        AssertNumbers(_fixture.Page(3, after: after), first, last);

    [TestCase(0, 1UL, 0UL)]
    [TestCase(1, 1UL, 1UL)]
    [TestCase(4500, 3UL, 5UL)]
    [TestCase(9000, 7UL, 9UL)]
    [TestCase(99000, 8UL, 10UL)]
    public void A_page_before_a_time_has_older_lines_only(long ms, ulong first, ulong last) =>
        AssertNumbers(
            _fixture.Ask(
                new PageQuery("lobby", 3) { BeforeMs = StoreClock.StartMs + Math.Max(ms, 0) }),
            first,
            last);

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(4)]
    public void Pages_follow_each_other_without_gaps(int count)
    {
        var numbers = new List<ulong>();
        PageQuery page = _fixture.Page(count);
        while (true)
        {
            numbers.InsertRange(0, page.Lines.Select(static l => l.Sequence));
            if (page.ReachesStart)
            {
                break;
            }

            page = _fixture.Page(count, before: page.Lines[0].Sequence);
        }

        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, 10)));
    }

    [Test]
    public void An_unknown_room_has_no_lines()
    {
        PageQuery page = _fixture.Page(3, room: "nowhere");
        Assert.That(page.Lines, Is.Empty);
        Assert.That(page.ReachesStart, Is.True);
    }

    [Test]
    public void A_cancelled_query_is_answered_without_lines()
    {
        var query = new PageQuery("lobby", 3);
        query.Cancel();
        Assert.That(_fixture.Ask(query).Lines, Is.Empty);
    }

    [Test]
    public void More_than_256_open_queries_are_refused()
    {
        int answers = 0;
        for (int i = 0; i < 256; i++)
        {
            var query = new PageQuery("lobby", 1) { Answered = _ => answers++ };
            Assert.That(_fixture.Store.TryStart(query), Is.True);
        }

        Assert.That(_fixture.Store.TryStart(new PageQuery("lobby", 1)), Is.False);
        _fixture.RunUntil(() => answers == 256);
        Assert.That(_fixture.Page(1).Lines, Has.Count.EqualTo(1));
    }

    private static void AssertNumbers(PageQuery page, ulong first, ulong last)
    {
        Assert.That(
            page.Lines.Select(static l => l.Sequence),
            Is.EqualTo(Enumerable.Range((int)first, (int)(last - first + 1))));
        Assert.That(page.Lines.Select(static l => l.Room), Has.All.EqualTo("lobby"));
    }
}
