using System.Diagnostics;
using System.Threading.Channels;
using LoadTests.Checking;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// For a runner that wants each message as something to await: lets one flow after the other say
/// something, and tells when all have heard it.
/// </summary>
internal sealed class AwaitableSends
{
    private readonly Stage _stage;
    private readonly Channel<Flow> _free = Channel.CreateUnbounded<Flow>();
    private readonly Dictionary<Flow, TaskCompletionSource<long>> _said = [];

    public AwaitableSends(Stage stage)
    {
        _stage = stage;
        stage.Completed = Complete;
        foreach (Flow flow in stage.Flows)
        {
            _free.Writer.TryWrite(flow);
        }
    }

    /// <summary>Has the next free flow say something.</summary>
    /// <returns>
    /// How long it took until the last one heard it, the wait for a free flow included; null when
    /// somebody did not hear it in time.
    /// </returns>
    public async Task<TimeSpan?> SayAsync(CancellationToken cancellation)
    {
        long due = Stopwatch.GetTimestamp();
        Flow flow = await _free.Reader.ReadAsync(cancellation);
        var heard = new TaskCompletionSource<long>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_stage.Swarm.Gate)
        {
            _said[flow] = heard;
            _stage.Say(flow, due);
            if (flow.Missing == 0)
            {
                heard.TrySetResult(due);
            }
        }

        try
        {
            long at = await heard.Task.WaitAsync(_stage.Settings.Latest, cancellation);
            return Stopwatch.GetElapsedTime(due, at);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            lock (_stage.Swarm.Gate)
            {
                _said.Remove(flow);
            }

            _free.Writer.TryWrite(flow);
        }
    }

    private void Complete(Flow flow, long nowTicks)
    {
        if (_said.TryGetValue(flow, out TaskCompletionSource<long>? heard))
        {
            heard.TrySetResult(nowTicks);
        }
    }
}
