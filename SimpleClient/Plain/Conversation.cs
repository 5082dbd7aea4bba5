using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Protocol.Messages;

namespace SimpleClient.Plain;

/// <summary>
/// A named client at work: lines in, events out, until one of them ends. Each line waits for the
/// answer to the one before it, so that lines arrive in their order and what they refer to (the
/// current room) is what it was when they were read.
/// </summary>
/// <param name="client">The client, named.</param>
/// <param name="screen">Where to show what happens.</param>
/// <param name="byHand">True when a person types the lines.</param>
internal sealed class Conversation(ChatClient client, PlainScreen screen, bool byHand)
{
    private const int Success = 0;
    private const int Failure = 1;

    /// <summary>What a shell reports for a program that Ctrl-C ended.</summary>
    private const int Interrupted = 130;

    /// <summary>For what was told before the goodbye to be shown.</summary>
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(10);

    private bool _anyRefused;

    /// <summary>Talks until the lines end, the server goes or somebody interrupts.</summary>
    /// <param name="room">A room to enter first, or null.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="interrupted">Ends when the program was told to stop.</param>
    /// <returns>The program's exit code.</returns>
    public async Task<int> RunAsync(string? room, ChannelReader<string> lines, Task interrupted)
    {
        Task shown = ShowEventsAsync();
        try
        {
            Task talked = TalkAsync(room, lines);
            Task first = await Task.WhenAny(shown, talked, interrupted);
            await first;
            if (first == shown)
            {
                throw ChatException.ServerGone();
            }

            await client.QuitAsync();
            await shown.WaitAsync(s_lastWords);
            return first == interrupted ? Interrupted
                : _anyRefused ? Failure
                : Success;
        }
        catch (ChatException e)
        {
            await FinishShowingAsync(shown);
            screen.Complain(e.Message);
            return Failure;
        }
        catch (TimeoutException)
        {
            screen.Complain("The output does not take what the server said.");
            return Failure;
        }
    }

    private async Task ShowEventsAsync()
    {
        await foreach (ChatEvent e in client.Events.ReadAllAsync())
        {
            if (!EventLines.IsNews(e, client.Id))
            {
                continue;
            }

            foreach (string line in EventLines.Of(e))
            {
                screen.Print(line);
            }
        }
    }

    /// <summary>What came before the end is shown before the sentence about the end.</summary>
    private static async Task FinishShowingAsync(Task shown)
    {
        await shown.WaitAsync(TimeSpan.FromSeconds(1))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TalkAsync(string? room, ChannelReader<string> lines)
    {
        // What a pipe says is meant for that room, and for nobody else.
        if (room is not null && !await DoAsync(() => client.JoinAsync(room)))
        {
            return;
        }

        await foreach (string line in lines.ReadAllAsync())
        {
            TypedLine typed = TypedLine.Read(line, client.CurrentRoom, byHand);
            if (typed.Explanation is { } why)
            {
                Refuse(why);
            }
            else if (typed.Verb == RequestVerb.Quit)
            {
                return;
            }
            else if (typed.Verb is { } verb)
            {
                await AskAsync(verb, typed);
            }
        }
    }

    private async Task AskAsync(RequestVerb verb, TypedLine typed)
    {
        if (Encoding.UTF8.GetByteCount(typed.Text) > client.MaxMessageBytes)
        {
            // The server would say the same, but a much longer one would end the connection.
            Refusal refusal = Refusal.For(RefusalCode.MessageTooLong, $"{client.MaxMessageBytes}");
            Refuse(ReplyLines.Refusal(refusal.Sentence, refusal.Advice));
            return;
        }

        long sent = Stopwatch.GetTimestamp();
        if (!await DoAsync(() => client.SendAsync(verb, typed.Target, typed.Text)))
        {
            return;
        }

        if (verb == RequestVerb.Ping)
        {
            double ms = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
            screen.Print($"-- Pong after {ms:0.0} ms.");
        }
    }

    private async Task<bool> DoAsync(Func<Task<Reply>> request)
    {
        Reply reply = await request();
        if (reply.IsRefused)
        {
            Refuse(ReplyLines.Refusal(reply.Sentence, reply.Advice));
        }

        return !reply.IsRefused;
    }

    private void Refuse(string sentence)
    {
        _anyRefused = true;
        screen.Complain(sentence);
    }
}
