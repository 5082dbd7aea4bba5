using System.Threading.Channels;

namespace SimpleClient.Terminal;

/// <summary>
/// The work items from all threads for the thread that owns the model. No other thread uses the
/// model, so the model needs no locks.
/// </summary>
internal sealed class Inbox
{
    /// <summary>The most items that run between two draws. One item has up to 256 events.</summary>
    private const int MaxSteps = 64;

    private readonly Channel<Action> _steps =
        Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Adds an item. It may be called from any thread at any time.</summary>
    public void Post(Action step) => _steps.Writer.TryWrite(step);

    /// <summary>Adds an item, and waits until it has run.</summary>
    public Task PostAsync(Action step)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            step();
            done.SetResult();
        });
        return done.Task;
    }

    /// <summary>
    /// Watches a task. If the task fails, its exception is thrown on the model's thread.
    /// </summary>
    public void Watch(Task task) => task.ContinueWith(
        failed => Post(() => failed.GetAwaiter().GetResult()),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>
    /// Waits for items and runs the waiting ones, up to a limit. Without the limit, a flood of
    /// items would prevent drawing.
    /// </summary>
    public async Task RunAsync()
    {
        await _steps.Reader.WaitToReadAsync();
        for (int i = 0; i < MaxSteps && _steps.Reader.TryRead(out Action? step); i++)
        {
            step();
        }
    }
}
