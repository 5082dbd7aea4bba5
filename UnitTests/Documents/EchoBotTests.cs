using SimpleClient.Library;
using UnitTests.Client.Library.Resuming;
using UnitTests.Support;

namespace UnitTests.Documents;

internal sealed class EchoBotTests
{
    [Test]
    public void Bot_in_the_document_is_the_compiled_one()
    {
        string[] source = SourceTree.Read("UnitTests/Documents/EchoBot.cs")
            .ReplaceLineEndings("\n").Split('\n');
        int first = Array.FindIndex(source, static line => line.Trim() == "// bot");
        int last = Array.FindIndex(source, static line => line.Trim() == "// end");
        string code = string.Join(
            '\n',
            source[(first + 1)..(last - 1)]
                .Select(static line => line.Length > 8 ? line[8..] : ""));
        Assert.That(
            SourceTree.Read("docs/bots.md").ReplaceLineEndings("\n"),
            Does.Contain($"```csharp\n{code}\n```"));
    }

    [Test]
    public async Task Bot_answers_over_a_broken_connection()
    {
        using var server = new ServerUnderTest();
        using var proxy = new CuttableProxy(server.Port, seed: 1);
        using var stop = new CancellationTokenSource();
        Task bot = EchoBot.RunAsync("127.0.0.1", proxy.Port, stop.Token);
        await using ChatClient ada = await ChatClient.ConnectAsync(
            "127.0.0.1", server.Port, TimeSpan.FromSeconds(10));
        server.WaitUntil("the bot is there", static s => s.Directory.People == 1);
        await ada.NameAsync("ada");
        await ada.SayAsync("lobby", "echo one");
        proxy.Cut();
        await ada.SayAsync("lobby", "echo two");
        var answers = new List<string>();
        await foreach (ChatEvent e in ada.Events.ReadAllAsync())
        {
            if (e.Name == "echo" && e.Text.Length > 0)
            {
                answers.Add(e.Text);
                if (answers.Count == 2)
                {
                    break;
                }
            }
        }

        Assert.That(answers, Is.EqualTo(new[] { "one", "two" }));
        await stop.CancelAsync();
        await bot.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ada.QuitAsync();
        server.Server.Stop();
    }
}
