using System.Diagnostics;
using Protocol.Messages;
using SimpleClient;

namespace LoadTests;

/// <summary>
/// Members in one room, some of whom talk: each waits for its reply before it says the next. Every
/// member has to get every message exactly once, in the same order as all the others.
/// </summary>
internal sealed class RoomRun(string host, int port)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    public required int Members { get; init; }

    public required int Speakers { get; init; }

    public required int MessagesEach { get; init; }

    public async Task<RoomResult> RunAsync(CancellationToken cancellation)
    {
        string room = $"load-{Environment.ProcessId}";
        var clients = new List<ChatClient>();
        try
        {
            for (int i = 0; i < Members; i++)
            {
                ChatClient client = await ChatClient.ConnectAsync(
                    host, port, s_deadline, cancellation);
                clients.Add(client);
                Require(await client.NameAsync($"load{i}-{Environment.ProcessId}", cancellation));
                Require(await client.JoinAsync(room, cancellation));
                Require(await client.LeaveAsync("lobby", cancellation));
            }

            return await TalkAsync(clients, room, cancellation);
        }
        finally
        {
            foreach (ChatClient client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private async Task<RoomResult> TalkAsync(
        List<ChatClient> clients, string room, CancellationToken cancellation)
    {
        int each = Speakers * MessagesEach;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task<List<ulong>>> listening =
            [.. clients.Select(c => ListenAsync(c, room, each, limit.Token))];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(clients.Take(Speakers).Select(c => SpeakAsync(c, room, cancellation)));

        // All is said: what is not here after the deadline never comes.
        limit.CancelAfter(s_deadline);
        List<ulong>[] heard = await Task.WhenAll(listening);
        return new RoomResult(
            Members,
            (long)each * Members,
            heard.Sum(static h => (long)h.Count),
            heard.Count(h => !h.SequenceEqual(heard[0]) || !IsRising(h)),
            watch.Elapsed);
    }

    private async Task SpeakAsync(ChatClient client, string room, CancellationToken cancellation)
    {
        for (int i = 0; i < MessagesEach; i++)
        {
            Require(await client.SayAsync(room, $"message {i}", cancellation));
        }
    }

    /// <returns>The sequence numbers of what was heard, in the order in which it came.</returns>
    private static async Task<List<ulong>> ListenAsync(
        ChatClient client, string room, int count, CancellationToken cancellation)
    {
        var heard = new List<ulong>(count);
        try
        {
            while (heard.Count < count)
            {
                ChatEvent e = await client.Events.ReadAsync(cancellation);
                if (e.Kind == EventKind.Said && e.Room == room && !e.IsPast)
                {
                    heard.Add(e.Sequence);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Fewer than there should be: the count says so.
        }

        return heard;
    }

    private static bool IsRising(List<ulong> numbers) =>
        numbers.Zip(numbers.Skip(1)).All(static pair => pair.First < pair.Second);

    private static void Require(Reply reply)
    {
        if (reply.IsRefused)
        {
            throw new InvalidOperationException($"The server refused: {reply.Sentence}");
        }
    }
}
