using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoadTests.Running;

/// <summary>The figures next to the progress bar, cut off at the end of the terminal.</summary>
internal sealed class DetailColumn : ProgressColumn
{
    private volatile string _detail = "";

    /// <summary>The text at the next redraw. Any thread may set it.</summary>
    public string Detail
    {
        get => _detail;
        set => _detail = value;
    }

    protected override bool NoWrap => true;

    public override IRenderable Render(
        RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Detail).Overflow(Overflow.Ellipsis);
}
