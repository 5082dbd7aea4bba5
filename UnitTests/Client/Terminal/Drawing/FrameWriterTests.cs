using SimpleClient.Terminal.Drawing;

namespace UnitTests.Client.Terminal.Drawing;

internal sealed class FrameWriterTests
{
    [Test]
    public void Unchanged_frame_writes_nothing()
    {
        var writer = new FrameWriter();
        Frame frame = Of(["a", "b", "status", "> "]);
        Assert.That(writer.Write(frame), Is.Not.Empty);
        Assert.That(writer.Write(Of(["a", "b", "status", "> "])), Is.Empty);
        writer.Forget();
        Assert.That(writer.Write(frame), Is.Not.Empty);
    }

    [Test]
    public void Typing_rewrites_only_the_input_row()
    {
        var writer = new FrameWriter();
        VirtualScreen screen = new VirtualScreen(20, 4);
        screen.Write(writer.Write(Of(["a", "b", "status", "> "])));
        screen.TakeTouched();
        screen.Write(writer.Write(Of(["a", "b", "status", "> h"], 3)));
        Assert.That(screen.TakeTouched(), Is.EqualTo(1));
        Assert.That(screen.Rows.Last(), Is.EqualTo("> h"));
        Assert.That(screen.Cursor, Is.EqualTo((3, 3)));
    }

    [Test]
    public void New_line_scrolls_the_others_and_writes_only_itself()
    {
        var writer = new FrameWriter();
        VirtualScreen screen = new VirtualScreen(20, 6);
        screen.Write(writer.Write(Of(["a", "b", "c", "d", "status", "> "])));
        screen.TakeTouched();
        screen.Write(writer.Write(Of(["b", "c", "d", "e", "status", "> "])));
        Assert.That(screen.TakeTouched(), Is.EqualTo(1));
        Assert.That(string.Join(',', screen.Rows), Is.EqualTo("b,c,d,e,status,>"));
    }

    [Test]
    public void Screen_shows_every_frame_after_any_other_frame()
    {
        var random = new Random(20261121);
        var writer = new FrameWriter();
        VirtualScreen? screen = null;
        string[] rows = [];
        for (int i = 0; i < 3000; i++)
        {
            if (screen is null || random.Next(100) == 0)
            {
                rows = [.. Enumerable.Range(0, random.Next(1, 9)).Select(static n => $"{n}")];
                screen = new VirtualScreen(20, rows.Length);
                writer.Forget();
            }

            int top = rows.Length > 3 ? random.Next(2) : 0;
            int scrolling = Math.Max(0, rows.Length - 2 - top);
            int end = top + scrolling;
            int by = scrolling > 0 ? random.Next(scrolling) : 0;
            rows =
            [
                .. rows[..top],
                .. rows[(top + by)..end],
                .. Enumerable.Repeat($"new {i}", by),
                .. rows[end..],
            ];
            rows[random.Next(rows.Length)] = random.Next(3) == 0 ? "" : $"{random.Next(5)}";
            screen.Write(writer.Write(
                new Frame(Blanking(rows), top, scrolling, rows.Length - 1, 0)));
            Assert.That(screen.Rows, Is.EqualTo(rows), $"step {i}");
        }
    }

    private static Frame Of(string[] rows, int cursor = 2) =>
        new(Blanking(rows), 0, rows.Length - 2, rows.Length - 1, cursor);

    private static string[] Blanking(string[] rows) =>
        [.. rows.Select(static row => $"{row}\u001B[K")];
}
