using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;
using SimpleClient.Lines;
using SimpleClient.Sentences;
using UnitTests.Client.Plain;
using UnitTests.Support;

namespace UnitTests.Client.Startup;

/// <summary>The client with a server that has a command unknown to the client.</summary>
internal sealed class NewerServerTests
{
    private static readonly Command s_dance = new(
        new CommandGrammar(RequestVerb.Line, "/dance NAME [TEXT]", "dances")
        {
            Words = ["dance"],
            Shape = ArgumentShape.TargetAndText,
            NeedsTarget = true,
        },
        static (CommandContext context, in ClientRequest request) =>
        {
            string text = Encoding.UTF8.GetString(request.Text);
            context.Notice(request, $"With {Encoding.UTF8.GetString(request.Target)}: {text}.");
        });

    [Test]
    public async Task New_server_command_works_in_an_older_client()
    {
        using var server = new ServerUnderTest(commands: [s_dance]);
        var run = new PipeRun(
            "/DANCE bob a  waltz\n/dance\n/dancee bob\n/jion tea\n",
            "--name", "ann", "--port", $"{server.Port}", "127.0.0.1");
        Assert.That(await run.ExitCode, Is.EqualTo(1), run.Error);
        Assert.That(run.Output, Does.Contain("-- With bob: a  waltz.\n"));
        var missing = Refusal.For(RefusalCode.MissingArgument, "/dance NAME [TEXT]");
        string advice = ChatSentences.DidYouMean(
            "dance", Refusal.For(RefusalCode.UnknownCommand).Advice);
        Assert.That(run.Error, Is.EqualTo(
            $"{missing.Sentence} {missing.Advice}\n"
            + InputSentences.UnknownCommand("dancee", null, advice)
            + $"\n{new UnknownCommand("jion", "join").Sentence}\n"));
    }
}
