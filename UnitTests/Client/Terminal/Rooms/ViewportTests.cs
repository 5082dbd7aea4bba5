using SimpleClient.Terminal.Rooms;
using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Rooms;

internal sealed class ViewportTests
{
    private const int Rows = 10;

    private readonly DateTimeOffset _noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private Scrollback _lines = new(default);
    private Viewport _view = null!;

    [SetUp]
    public void BeginAnew()
    {
        _lines = new Scrollback(_noon.Date);

        // Every third line takes two rows at 80 columns, and 160 / columns in general.
        _view = new Viewport(_lines, (n, columns) =>
            [.. Enumerable.Range(0, n % 3 == 0 ? 160 / columns : 1).Select(i =>
                (IReadOnlyList<Span>)[new Span(i == 0 ? _lines[n].Text : "...", default)])]);
    }

    [Test]
    public void View_at_the_end_follows_new_lines()
    {
        Add(100);
        Assert.That(Last(), Is.EqualTo("99"[..2]).Or.EqualTo("..."));
        Add(1);
        Assert.That(_view.IsAtEnd, Is.True);
        Assert.That(Seen(), Has.Length.EqualTo(Rows));
        Assert.That(Last(), Is.EqualTo("100"));
    }

    [Test]
    public void View_away_from_the_end_does_not_move()
    {
        Add(101);
        _view.Up(Rows - 1, Rows, 80);
        string[] before = Seen();
        Add(50);
        Assert.That(Seen(), Is.EqualTo(before));
        Assert.That(_view.LinesBelow, Is.GreaterThan(50));
    }

    [Test]
    public void Paging_up_and_down_returns_to_the_end()
    {
        Add(6000);
        int pages = 0;
        string[] first;
        do
        {
            first = Seen();
            _view.Up(Rows - 1, Rows, 80);
            pages++;
        }
        while (!Seen().SequenceEqual(first));

        Assert.That(first[0], Is.EqualTo("0"));
        Assert.That(first, Has.Length.EqualTo(Rows));
        for (int i = 0; i < pages; i++)
        {
            _view.Down(Rows - 1, 80);
        }

        Assert.That(_view.IsAtEnd, Is.True);
    }

    [Test]
    public void Page_shows_one_row_of_the_previous_page()
    {
        Add(200);
        string[] before = Seen();
        _view.Up(Rows - 1, Rows, 80);
        Assert.That(Last(), Is.EqualTo(before[0]));
    }

    [Test]
    public void Short_scrollback_cannot_be_paged()
    {
        _view.Up(5, Rows, 80);
        Add(3);
        _view.Up(5, Rows, 80);
        Assert.That(_view.IsAtEnd, Is.True);
        _view.Down(5, 80);
        Assert.That(_view.IsAtEnd, Is.True);
    }

    [Test]
    public void Change_of_width_keeps_the_line_at_the_edge()
    {
        Add(301);
        _view.Up(100, Rows, 80);
        string edge = Seen(80).Last(static text => text != "...");
        Assert.That(Seen(20), Does.Contain(edge));
        Assert.That(Seen(160), Does.Contain(edge));
    }

    [Test]
    public void Dropped_old_lines_move_the_view_to_existing_lines()
    {
        Add(100);
        _view.Up(80, Rows, 80);
        Add(Scrollback.MinLines * 2);
        Assert.That(_lines.End - _lines.First, Is.GreaterThanOrEqualTo(Scrollback.MinLines));
        Assert.That(_lines.First, Is.Positive);
        Assert.That(Seen(), Is.Not.Empty);
        Assert.That(_view.IsAtEnd, Is.False);
    }

    private void Add(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _lines.Add(new ChatLine
            {
                Kind = LineKind.Said,
                Time = _noon,
                Text = $"{_lines.Next}",
            });
        }
    }

    private string[] Seen(int columns = 80) =>
        [.. _view.Visible(Rows, columns).Select(static row => row[0].Text)];

    private string Last() => Seen()[^1];

    [Test]
    public void Scrollback_is_limited_by_bytes_rather_than_lines()
    {
        var lines = new Scrollback(DateTime.UnixEpoch);
        var line = new ChatLine
        {
            Kind = LineKind.Said,
            Time = DateTimeOffset.UnixEpoch,
            Text = new string('x', 4096),
        };
        for (int i = 0; i < 5_000; i++)
        {
            lines.Add(line with { Name = $"{i}" });
        }

        long kept = (lines.End - lines.First) * 2 * line.Text.Length;
        Assert.That(kept, Is.InRange(Scrollback.MaxBytes / 2, Scrollback.MaxBytes));
        Assert.That(lines.End, Is.EqualTo(5_000));
        Assert.That(lines[lines.First].Name, Is.EqualTo($"{lines.First}"));
        Assert.That(lines.Last!.Name, Is.EqualTo("4999"));
    }
}
