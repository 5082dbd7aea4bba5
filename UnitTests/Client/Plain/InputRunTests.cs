using System.Threading.Channels;
using Protocol;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Plain;
using SimpleClient.Sentences;
using UnitTests.Client.Library;
using UnitTests.Client.Terminal;

namespace UnitTests.Client.Plain;

/// <summary>Blocks of lines from a pipe, or pasted into a client without a screen.</summary>
internal sealed class InputRunTests
{
    private const string Code = "def f():\n    x = 1\n\n    return x\n\n\n\n\nf()\n";
    private const string CodeSent = "0 def f():|0     x = 1|1     return x|2 f()";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    [TestCase(true, Code, CodeSent)]
    [TestCase(false, Code, CodeSent)]
    [TestCase(false, "\n\none\n", "0 one")]
    [TestCase(false, "one\n\n@bob two\n\n@bob three\n", "0 one|0 two|1 three")]
    [TestCase(false, "one\n\n/me waves\n\ntwo\n", "0 one|0 waves|0 two")]
    public async Task Empty_lines_between_messages_are_sent_with_the_next_message(
        bool byHand, string input, string sent)
    {
        using var server = new ScriptedServer();
        Task<string> run = await RunAsync(server, byHand, input);
        var said = new List<string>();
        SeenRequest request;
        while ((request = await server.ReadAsync()).Verb != RequestVerb.Quit)
        {
            said.Add($"{request.Number} {request.Text}");
            await server.SendAsync(Frames.Answer(EventKind.Done, request.Id));
        }

        await server.SendAsync(Frames.Answer(EventKind.Goodbye, request.Id));
        Assert.That(string.Join('|', said), Is.EqualTo(sent));
        Assert.That(
            (await run).Contains(InputSentences.EmptyLinesShortened(WireLimits.EmptyLines)),
            Is.EqualTo(input.Contains("\n\n\n\n")));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Typed_empty_line_does_not_belong_to_a_message(bool byHand, bool isKept)
    {
        var time = new ManualTime();
        var run = new InputRun(byHand, time);
        run.Begin();
        Assert.That(run.TakeEmptyLines(RequestVerb.Say, "lobby", out _), Is.Zero);
        run.End();
        time.Advance(InputRun.Pause);
        run.Begin();
        run.AddEmptyLine();
        run.End();
        time.Advance(InputRun.Pause - TimeSpan.FromMilliseconds(1));
        run.Begin();
        Assert.That(
            run.TakeEmptyLines(RequestVerb.Say, "lobby", out _), Is.EqualTo(isKept ? 1 : 0));
    }

    [TestCase(true, "hello")]
    [TestCase(false, "hello")]
    [TestCase(false, "/me waves")]
    [TestCase(false, "/topic tea")]
    [TestCase(false, "/leave")]
    [TestCase(false, "/history")]
    [TestCase(false, "//me")]
    public async Task Lines_after_a_refused_join_reach_no_other_room(bool byHand, string line)
    {
        using var server = new ScriptedServer();
        Task<string> run = await RunAsync(
            server, byHand, $"/join dev\n{line}\nmore\n@bob hi\n/join ops\nlast\n");
        SeenRequest join = await server.ReadAsync();
        await server.SendAsync(Frames.Answer(EventKind.Refused, join.Id, "No place."));
        SeenRequest told = await server.ReadAsync();
        Assert.That((told.Verb, told.Target), Is.EqualTo((RequestVerb.Tell, "bob")));
        await server.SendAsync(Frames.Answer(EventKind.Done, told.Id));
        SeenRequest again = await server.ReadAsync();
        Assert.That((again.Verb, again.Target), Is.EqualTo((RequestVerb.Join, "ops")));
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Joined,
            RequestId = again.Id,
            Room = "ops",
            Count = 1,
        }));
        SeenRequest last = await server.ReadAsync();
        Assert.That((last.Verb, last.Text), Is.EqualTo((RequestVerb.Say, "last")));
        await server.SendAsync(Frames.Answer(EventKind.Done, last.Id));
        SeenRequest quit = await server.ReadAsync();
        Assert.That(quit.Verb, Is.EqualTo(RequestVerb.Quit));
        await server.SendAsync(Frames.Answer(EventKind.Goodbye, quit.Id));
        Assert.That(
            await run,
            Does.Contain(InputSentences.RoomNotEntered(2, "dev"))
                .And.Contain(InputSentences.RoomNotEntered(3, "dev")));
    }

    [Test]
    public void User_who_has_seen_the_refusal_continues_in_the_previous_room()
    {
        var time = new ManualTime();
        TypedLine said = TypedLine.Read("hi", "lobby", byHand: true);
        var run = new InputRun(byHand: true, time);
        run.Begin();
        run.Join("dev", isRefused: true);
        run.End();
        time.Advance(InputRun.Pause - TimeSpan.FromMilliseconds(1));
        run.Begin();
        Assert.That(run.IsLost(said), Is.True);
        run.End();
        time.Advance(InputRun.Pause);
        run.Begin();
        Assert.That(run.IsLost(said), Is.False);
    }

    /// <summary>Starts a client with these lines to send.</summary>
    /// <returns>All output of the client, at its end.</returns>
    private static async Task<Task<string>> RunAsync(
        ScriptedServer server, bool byHand, string input)
    {
        ChatClient client = await server.MeetAsync();
        var lines = Channel.CreateUnbounded<InputLine>();
        string[] all = input[..^1].Split('\n');
        for (int i = 0; i < all.Length; i++)
        {
            Assert.That(lines.Writer.TryWrite(new InputLine(i + 1, all[i])), Is.True);
        }

        lines.Writer.Complete();
        return TalkAsync(client, lines.Reader, byHand);
    }

    private static async Task<string> TalkAsync(
        ChatClient client, ChannelReader<InputLine> lines, bool byHand)
    {
        await using ChatClient own = client;
        using var output = new StringWriter();
        var stop = new TaskCompletionSource<int>();
        await new Conversation(
            client, new PlainScreen(output, output), byHand, new ManualTime())
            .RunAsync([], lines, stop.Task).WaitAsync(s_deadline);
        return output.ToString();
    }
}
