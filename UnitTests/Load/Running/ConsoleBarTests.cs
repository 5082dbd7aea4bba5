using LoadTests.Running;

namespace UnitTests.Load.Running;

/// <summary>A progress bar uses one line of a terminal and leaves nothing behind.</summary>
internal sealed class ConsoleBarTests
{
    [Test]
    public void Bar_never_reaches_the_last_column()
    {
        var output = new StringWriter();
        new ConsoleBar(output, columns: 40).Show(new string('w', 30), 0.5, new string('d', 30));
        Assert.That(output.ToString(), Has.Length.EqualTo("\r".Length + 39));
    }

    [Test]
    public void Cleared_bar_leaves_spaces()
    {
        var output = new StringWriter();
        var bar = new ConsoleBar(output, columns: 100);
        bar.Show("echo", 1, "all");
        int shown = output.ToString().Length - 1;
        bar.Clear();
        Assert.That(output.ToString(), Does.EndWith($"\r{new string(' ', shown)}\r"));
        bar.Clear();
        Assert.That(output.ToString(), Has.Length.EqualTo((2 * shown) + 3), "cleared only once");
    }

    [Test]
    public void Nothing_is_drawn_without_a_terminal()
    {
        var output = new StringWriter();
        var bar = new ConsoleBar(output, columns: null);
        bar.Show("echo", 1, "all");
        bar.Clear();
        Assert.That(output.ToString(), Is.Empty);
    }
}
