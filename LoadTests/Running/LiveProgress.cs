using System.Diagnostics;
using Spectre.Console;

namespace LoadTests.Running;

/// <summary>
/// A progress bar in one line of a terminal. When the output is not a terminal, nothing is shown.
/// The bar has its own thread, because the sending thread must not wait for a terminal.
/// </summary>
internal sealed class LiveProgress(IAnsiConsole console) : IProgressBar
{
    private const int BarColumns = 20;

    /// <summary>The time between redraws. Drawing takes CPU time from the load generator.</summary>
    private static readonly TimeSpan s_gap = TimeSpan.FromMilliseconds(250);

    private readonly DetailColumn _detail = new();
    private readonly bool _isShown = console.Profile.Capabilities is
    { Interactive: true, Ansi: true };

    private ManualResetEventSlim? _end;
    private Task? _drawing;
    private ProgressTask? _task;
    private long _lastTicks;

    public void Show(string what, double fraction, string detail)
    {
        long now = Stopwatch.GetTimestamp();
        if (!_isShown || Stopwatch.GetElapsedTime(_lastTicks, now) < s_gap)
        {
            return;
        }

        _lastTicks = now;
        _task ??= Start(Markup.Escape(what));
        _task.Description = Markup.Escape(what);
        _task.Value = Math.Clamp(fraction, 0, 1);
        _detail.Detail = detail;
    }

    public void Clear()
    {
        _end?.Set();
        _drawing?.Wait();
        _end?.Dispose();
        (_end, _drawing, _task) = (null, null, null);
    }

    private ProgressTask Start(string what)
    {
        var end = new ManualResetEventSlim();
        var started = new TaskCompletionSource<ProgressTask>();
        Progress progress = console.Progress().AutoClear(true);
        progress.RefreshRate = s_gap;
        progress.Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = BarColumns },
            new PercentageColumn(),
            _detail);
        _end = end;
        _drawing = Task.Factory.StartNew(
            () => Draw(progress, what, started, end),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return started.Task.Result;
    }

    private static void Draw(
        Progress progress,
        string what,
        TaskCompletionSource<ProgressTask> started,
        ManualResetEventSlim end)
    {
        try
        {
            progress.Start(context =>
            {
                started.SetResult(context.AddTask(what, maxValue: 1));
                end.Wait();
            });
        }
        catch (Exception e) when (started.TrySetException(e))
        {
            // The thread that waits for the first drawing gets this exception.
        }
    }
}
