using System.Diagnostics;
using System.Threading.Channels;
using LoadTests.Checking;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// For a runner that wants each message as something to await: lets one flow after the other say
/// something, and reports when all have received it.
/// </summary>
internal sealed class AwaitableSends
{
    private readonly Stage _stage;
    private readonly bool _isOpen;
    private readonly Channel<Flow> _free = Channel.CreateUnbounded<Flow>();
    private readonly Dictionary<(Flow Flow, int Number), Message> _pending = [];
    private int _next;

    /// <param name="stage">Whose flows speak.</param>
    /// <param name="isOpen">
    /// True: a flow speaks when its turn comes, whether or not its last message has arrived. False:
    /// a flow that waits for its last message is left out.
    /// </param>
    public AwaitableSends(Stage stage, bool isOpen)
    {
        (_stage, _isOpen) = (stage, isOpen);
        stage.Delivered = Count;
        foreach (Flow flow in stage.Flows)
        {
            _free.Writer.TryWrite(flow);
        }
    }

    /// <summary>Has the next flow say something.</summary>
    /// <returns>
    /// How long it took until the last one received it, the wait for a free flow included; null
    /// when somebody did not receive it in time.
    /// </returns>
    public async Task<TimeSpan?> SendAsync(CancellationToken cancellation)
    {
        long due = Stopwatch.GetTimestamp();
        Flow? flow = _isOpen ? null : await _free.Reader.ReadAsync(cancellation);
        var message = new Message();
        (Flow, int) key;
        lock (_stage.Swarm.Gate)
        {
            Flow sender = flow ?? _stage.Flows[_next++ % _stage.Flows.Count];
            _stage.Send(sender, due);
            message.Missing = sender.Missing;
            key = (sender, sender.Sent);
            if (message.Missing == 0)
            {
                message.Received.TrySetResult(due);
            }
            else
            {
                _pending.Add(key, message);
            }
        }

        try
        {
            long at = await message.Received.Task.WaitAsync(_stage.Settings.Latest, cancellation);
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
                _pending.Remove(key);
            }

            if (flow is not null)
            {
                _free.Writer.TryWrite(flow);
            }
        }
    }

    private void Count(Flow flow, int number, long nowTicks)
    {
        if (_pending.TryGetValue((flow, number), out Message? message) && --message.Missing == 0)
        {
            message.Received.TrySetResult(nowTicks);
        }
    }

    /// <summary>One that is under way.</summary>
    private sealed class Message
    {
        public int Missing { get; set; }

        public TaskCompletionSource<long> Received { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
