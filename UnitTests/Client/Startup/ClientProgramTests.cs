using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using UnitTests.Client.Library;
using UnitTests.Client.Plain;
using UnitTests.Sentences;

namespace UnitTests.Client.Startup;

/// <summary>The whole program in a pipe, with a scripted server.</summary>
internal sealed class ClientProgramTests
{
    [Test]
    public async Task Pipe_without_a_name_reports_the_missing_name()
    {
        var run = new PipeRun("", "--port", "1");
        Assert.That(await run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Is.EqualTo($"{StartupSentences.NameMissing}\n"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public async Task Lines_are_sent_in_order_before_the_goodbye()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, "one\n/me waves\ntwo\n");
        await NameAsync(server);
        await ExpectAsync(server, RequestVerb.Say, "lobby", "one", EventKind.Done);
        await ExpectAsync(server, RequestVerb.Me, "lobby", "waves", EventKind.Done);
        await ExpectAsync(server, RequestVerb.Say, "lobby", "two", EventKind.Done);
        await ExpectAsync(server, RequestVerb.Quit, "", "", EventKind.Goodbye);
        Assert.That(await run.ExitCode, Is.Zero);
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Output, Is.EqualTo(
            $"{StartupSentences.Connected($"127.0.0.1:{server.Port}")}\n"
            + $"-- Welcome, bob!\n{TextLine.YouAreIn("", 1)}\n"));
    }

    [Test]
    public async Task Pipe_shows_messages_of_others_but_not_its_own()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, "mine\n");
        await NameAsync(server);
        await server.ReadAsync();
        await server.SendAsync(
            Frames.Of(new ChatEvent
            {
                Kind = EventKind.Said,
                RequestId = 2,
                SenderId = 7,
                Room = "lobby",
                Name = "bob",
                Text = "mine",
            }),
            Frames.Said("lobby", "theirs"),
            Frames.Answer(EventKind.Done, 2));
        await ExpectAsync(server, RequestVerb.Quit, "", "", EventKind.Goodbye);
        Assert.That(await run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.EndWith($"{TextLine.YouAreIn("", 1)}\nalice: theirs\n"));
    }

    [Test]
    public async Task Refused_message_is_reported_with_exit_code_1()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, "/frob\n@carl hi\n");
        await NameAsync(server);
        SeenRequest line = await server.ReadAsync();
        Assert.That(line.Verb, Is.EqualTo(RequestVerb.Line));
        Assert.That(line.Text, Is.EqualTo("/frob"));
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = EventKind.Refused,
            RequestId = 2,
            Number = (ulong)RefusalCode.UnknownCommand,
            Text = "There is no command '255'.",
            Detail = global::Protocol.Messages.Refusal.For(RefusalCode.UnknownCommand).Advice,
        }));
        await server.ReadAsync();
        await server.SendAsync(Refusal(3, "Nobody has that name."));
        await ExpectAsync(server, RequestVerb.Quit, "", "", EventKind.Goodbye);
        Assert.That(await run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.EqualTo(
            $"{new UnknownCommand("frob", null).Sentence}\nNobody has that name.\n"));
    }

    [Test]
    public async Task Overlong_message_is_not_sent()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, new string('x', 4097) + "\n");
        await NameAsync(server);
        await ExpectAsync(server, RequestVerb.Quit, "", "", EventKind.Goodbye);
        Assert.That(await run.ExitCode, Is.EqualTo(1));
        Assert.That(
            run.Error,
            Is.EqualTo($"{TextLine.RefusalText(RefusalCode.MessageTooLong, "4096")}\n"));
    }

    [Test]
    public async Task Refused_name_ends_a_pipe()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, "hi\n");
        await server.AcceptAsync();
        await server.SendAsync(Frames.Welcome());
        await server.ReadAsync();
        await server.SendAsync(Refusal(1, "That name is gone."));
        Assert.That(await run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.EqualTo("That name is gone.\n"));
    }

    [Test]
    public async Task Room_is_joined_before_the_first_line_is_sent()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, "hi\n", "--room", "dev");
        await NameAsync(server);
        await ExpectAsync(server, RequestVerb.Join, "dev", "", EventKind.Joined);
        await ExpectAsync(server, RequestVerb.Say, "dev", "hi", EventKind.Done);
        await ExpectAsync(server, RequestVerb.Quit, "", "", EventKind.Goodbye);
        Assert.That(await run.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Lines_for_a_refused_room_are_sent_nowhere()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, "hi\n", "--room", "dev");
        await NameAsync(server);
        await server.ReadAsync();
        await server.SendAsync(Refusal(2, "There is no room."));
        await ExpectAsync(server, RequestVerb.Quit, "", "", EventKind.Goodbye);
        Assert.That(await run.ExitCode, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Lost_server_ends_the_program_with_one_sentence(bool saysGoodbye)
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, null);
        await NameAsync(server);
        await server.SendAsync(Frames.Said("lobby", "last"));
        await server.SendAsync(
            saysGoodbye ? Frames.Answer(EventKind.Goodbye, 0, "It ends.") : []);
        server.End();
        Assert.That(await run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.EqualTo($"{LinkSentences.ServerGone}\n"));
        Assert.That(
            run.Output, Does.EndWith(saysGoodbye ? "-- It ends.\n" : "alice: last\n"));
    }

    [Test]
    public async Task Lost_server_during_a_pending_request_ends_the_program_the_same_way()
    {
        using var server = new ScriptedServer();
        PipeRun run = Start(server, "hi\nthere\n");
        await NameAsync(server);
        await server.ReadAsync();
        server.End();
        Assert.That(await run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.EqualTo($"{LinkSentences.ServerGone}\n"));
    }

    private static PipeRun Start(ScriptedServer server, string? input, params string[] more) =>
        new(input, ["--port", $"{server.Port}", "--name", "bob", .. more]);

    private static async Task NameAsync(ScriptedServer server)
    {
        await server.AcceptAsync();
        await server.SendAsync(Frames.Welcome());
        SeenRequest request = await server.ReadAsync();
        Assert.That(request.Verb, Is.EqualTo(RequestVerb.Name));
        var named = new ChatEvent
        {
            Kind = EventKind.Named,
            RequestId = request.Id,
            SenderId = 7,
            Name = request.Target,
        };
        var joined = new ChatEvent
        {
            Kind = EventKind.Joined,
            RequestId = request.Id,
            Room = "lobby",
            Count = 1,
        };
        await server.SendAsync(Frames.Of(named), Frames.Of(joined));
    }

    private static async Task ExpectAsync(
        ScriptedServer server, RequestVerb verb, string target, string text, EventKind answer)
    {
        SeenRequest request = await server.ReadAsync();
        Assert.That(request with { Id = 0 }, Is.EqualTo(new SeenRequest(verb, 0, target, text, 0)));
        await server.SendAsync(Frames.Of(new ChatEvent
        {
            Kind = answer,
            RequestId = request.Id,
            Room = target,
        }));
    }

    private static byte[] Refusal(ulong requestId, string sentence) =>
        Frames.Answer(EventKind.Refused, requestId, sentence);
}
