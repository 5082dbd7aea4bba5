using System.Diagnostics;
using System.Threading.Channels;
using LoadTests.Checking;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>
/// Makes each message a task, for a runner that awaits messages. A task sends the next message of a
/// flow, and completes when all recipients have received it.
/// </summary>
internal sealed class AwaitableSends
{
    private readonly Stage _stage;
    private readonly bool _isOpen;
    private readonly Channel<Flow> _free = Channel.CreateUnbounded<Flow>();
    private readonly Dictionary<(Flow Flow, int Number), Message> _pending = [];
    private int _next;

    /// <param name="stage">The stage with the flows.</param>
    /// <param name="isOpen">
    /// True: flows send in turn, whether or not their last message has arrived. False: a flow is
    /// skipped while its last message has not arrived.
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

    /// <summary>Sends a message of the next flow.</summary>
    /// <returns>
    /// The time until the last recipient had received it, including the wait for a free flow. Null
    /// when a recipient did not receive it in time.
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

    /// <summary>A message that has not reached all recipients yet.</summary>
    private sealed class Message
    {
        public int Missing { get; set; }

        public TaskCompletionSource<long> Received { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
