using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Documents;

/// <summary>The bot of docs/bots.md: a test compares the two.</summary>
internal static class EchoBot
{
    public static async Task RunAsync(string host, int port, CancellationToken stop)
    {
        // bot
        var options = new ChatClientOptions { Resumes = true, Agent = "echo bot" };
        await using ChatClient client = await ChatClient.ConnectAsync(host, port, options, stop);
        await client.NameAsync("echo", stop);
        await foreach (ChatEvent e in client.Events.ReadAllAsync(stop))
        {
            bool isForMe = e.Kind == EventKind.Said
                && !e.IsPast
                && e.SenderId != client.Id
                && e.Text.StartsWith("echo ", StringComparison.Ordinal);
            if (isForMe)
            {
                Reply reply = await client.SayAsync(e.Room, e.Text["echo ".Length..], stop);
                if (reply.IsRefused)
                {
                    Console.WriteLine(reply.Sentence);
                }
            }
        }

        // end
    }
}
