using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoadTests.Running;

/// <summary>Figures of a run beside its bar, cut off where the terminal ends.</summary>
internal sealed class DetailColumn : ProgressColumn
{
    private volatile string _detail = "";

    /// <summary>Shown when the line is drawn next; any thread may set it.</summary>
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
