using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using SimpleClient.Standard;
using SimpleClient.Startup;

namespace SimpleClient.Plain;

/// <summary>
/// A chat over lines of text. Input lines are sent and events are printed, until either of them
/// ends. Each line waits for the answer to the line before it. So lines arrive in order, and the
/// current room of a line is the one at the time when the line was read.
/// </summary>
/// <param name="client">The client; it has a name.</param>
/// <param name="screen">Receives events and errors.</param>
/// <param name="byHand">True when a person types the lines.</param>
/// <param name="time">The clock; null means the system's clock.</param>
internal sealed class Conversation(
    ChatClient client, PlainScreen screen, bool byHand, TimeProvider? time = null)
{
    /// <summary>The time limit for printing the events before the goodbye.</summary>
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time limit for a quit request after an output has failed, for the end after a signal,
    /// and for an error output that blocks on its last line.
    /// </summary>
    private static readonly TimeSpan s_quit = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The first part of links to files, because the server sends only paths to programs.
    /// </summary>
    public string LinkBase { get; init; } = "";

    private readonly InputRun _run = new(byHand, time ?? TimeProvider.System);
    private bool _anyRefused;

    /// <summary>
    /// Runs until the lines end, the connection ends, or the program has to stop.
    /// </summary>
    /// <param name="rooms">The rooms to enter first; the first one is the current room.</param>
    /// <param name="lines">The input lines.</param>
    /// <param name="stop">
    /// Completes when the program has to stop, after a signal or after the reader of the output has
    /// ended. The result of the task is the exit code.
    /// </param>
    /// <returns>The program's exit code.</returns>
    public async Task<int> RunAsync(
        IReadOnlyList<string> rooms, ChannelReader<InputLine> lines, Task<int> stop)
    {
        // A write may block, so it runs in its own task: this method has to notice the stop.
        Task shown = Task.Run(ShowEventsAsync);
        try
        {
            Task talked = Task.Run(() => TalkAsync(rooms, lines));
            Task first = await Task.WhenAny(shown, talked, stop);
            await first;
            if (first == shown)
            {
                throw ChatException.ServerGone();
            }

            if (first == stop && await stop == ClientExitCode.ReaderEnded)
            {
                throw new OutputClosedException();
            }

            Task left = LeaveAsync(shown);
            if (await Task.WhenAny(left, WaitAfterAsync(stop)) != left)
            {
                await ComplainAsync(InputSentences.OutputStalled);
                return await stop;
            }

            await left;
            return first == stop ? await stop
                : _anyRefused ? ClientExitCode.Failure
                : ClientExitCode.Success;
        }
        catch (ChatException e)
        {
            await FinishShowingAsync(shown);
            await ComplainAsync(e.Message);
            return ClientExitCode.Failure;
        }
        catch (TimeoutException)
        {
            await ComplainAsync(InputSentences.OutputStalled);
            return ClientExitCode.Failure;
        }
        catch (IOException)
        {
            // The output has failed, and the caller reports that. Here the client only sends the
            // quit request.
            await Task.WhenAny(client.QuitAsync(), Task.Delay(s_quit));
            throw;
        }
    }

    /// <summary>Sends the quit request, and waits until all events are printed.</summary>
    private async Task LeaveAsync(Task shown)
    {
        await client.QuitAsync();
        await shown.WaitAsync(s_lastWords);
    }

    /// <summary>The time limit for quitting, which begins with the stop.</summary>
    private static async Task WaitAfterAsync(Task stop)
    {
        await stop;
        await Task.Delay(s_quit);
    }

    private async Task ShowEventsAsync()
    {
        await foreach (ChatEvent e in client.Events.ReadAllAsync())
        {
            if (EventLines.IsNews(e, client.Id))
            {
                Print(e);
            }
        }
    }

    /// <summary>Prints the events before the end, so that they precede the error message.</summary>
    private static async Task FinishShowingAsync(Task shown)
    {
        await shown.WaitAsync(TimeSpan.FromSeconds(1))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Prints the last error message. The error output may block too.</summary>
    private async Task ComplainAsync(string sentence) =>
        await Task.WhenAny(Task.Run(() => screen.Complain(sentence)), Task.Delay(s_quit));

    private async Task TalkAsync(
        IReadOnlyList<string> rooms, ChannelReader<InputLine> lines)
    {
        // The lines of a pipe are meant for the first room and must not reach another one. The room
        // that is entered last is the current one.
        foreach (string room in rooms.Reverse())
        {
            if (!await DoAsync(() => client.JoinAsync(room)))
            {
                return;
            }
        }

        await foreach (InputLine line in lines.ReadAllAsync())
        {
            _run.Begin();
            TypedLine typed = TypedLine.Read(line.Text, client.CurrentRoom, byHand);
            if (typed.Verb == RequestVerb.Quit)
            {
                return;
            }

            await HandleAsync(line, typed);
            _run.End();
        }
    }

    private async Task HandleAsync(InputLine line, TypedLine typed)
    {
        if ((line.Fault ?? typed.Explanation) is { } why)
        {
            // Later lines are still sent, because each line is independent.
            Refuse(why);
        }
        else if (typed.Verb is not { } verb)
        {
            _run.AddEmptyLine();
        }
        else if (_run.IsLost(typed))
        {
            // A line for a refused room must not reach the room that was current before.
            Refuse(
                InputSentences.RoomNotEntered(line.Number, EventLines.Safe(_run.RefusedRoom!)));
        }
        else
        {
            await AskAsync(verb, typed);
        }
    }

    private async Task AskAsync(RequestVerb verb, TypedLine typed)
    {
        if (Encoding.UTF8.GetByteCount(typed.Text) > client.MaxMessageBytes)
        {
            // The server would refuse this message too, but a much longer one would end the
            // connection.
            Refusal refusal = Refusal.For(RefusalCode.MessageTooLong, $"{client.MaxMessageBytes}");
            Refuse(ReplyLines.Refusal(refusal.Sentence, refusal.Advice));
            return;
        }

        int above = _run.TakeEmptyLines(verb, typed.Target, out bool isShortened);
        if (isShortened)
        {
            screen.Print($"-- {InputSentences.EmptyLinesShortened(above)}");
        }

        long sent = Stopwatch.GetTimestamp();
        bool isDone = await DoAsync(
            () => client.SendAsync(verb, typed.Target, typed.Text, (ulong)above), typed.Unknown);
        if (verb == RequestVerb.Join)
        {
            _run.Join(typed.Target, !isDone);
        }

        if (!isDone)
        {
            return;
        }

        if (verb == RequestVerb.Ping)
        {
            double ms = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            screen.Print($"-- {InputSentences.Pong(ms)}");
        }
    }

    private async Task<bool> DoAsync(Func<Task<Reply>> request, UnknownCommand? unknown = null)
    {
        Reply reply = await request();
        if (reply.IsRefused)
        {
            Refuse(ReplyLines.Refusal(reply, unknown));
        }
        else if (reply.Kind == EventKind.Done)
        {
            // Only this answer has a text that does not also arrive as an event.
            Print(reply.Event);
        }

        return !reply.IsRefused;
    }

    private void Print(ChatEvent e)
    {
        foreach (string line in EventLines.Of(e, LinkBase))
        {
            screen.Print(line);
        }
    }

    private void Refuse(string sentence)
    {
        _anyRefused = true;
        screen.Complain(sentence);
    }
}
