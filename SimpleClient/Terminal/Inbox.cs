using System.Threading.Channels;

namespace SimpleClient.Terminal;

/// <summary>
/// What happened, from all threads, for the one that owns the model. Nothing of the model is
/// touched by anybody else, so it needs no locks.
/// </summary>
internal sealed class Inbox
{
    /// <summary>Steps between two looks at the screen; a step takes in up to 256 events.</summary>
    private const int MaxSteps = 64;

    private readonly Channel<Action> _steps =
        Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Leaves a step to be done. From any thread, at any time.</summary>
    public void Post(Action step) => _steps.Writer.TryWrite(step);

    /// <summary>Leaves a step, and waits until it is done.</summary>
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

    /// <summary>Runs a task aside; if it fails, the owner of the model does.</summary>
    public void Watch(Task task) => task.ContinueWith(
        failed => Post(() => failed.GetAwaiter().GetResult()),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>
    /// Waits for something to do, and does all there is, or so much of it that the result is worth
    /// seeing: a flood must not keep the screen from being drawn.
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
