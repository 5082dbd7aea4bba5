using System.Collections.Concurrent;
using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Client.Library.Resuming;

/// <summary>
/// What a user of a client sees: the messages, without those that the server has lost in a crash.
/// </summary>
internal sealed class Listener : IDisposable
{
    private readonly List<(ulong Sequence, string Text)> _lines = [];
    private readonly ConcurrentQueue<string> _notices = new();
    private readonly SemaphoreSlim _more = new(0);

    public Listener(ChatClient client)
    {
        Client = client;
        Ended = Task.Run(ReadAsync);
    }

    public ChatClient Client { get; }

    /// <summary>Completes with the events, or fails with the client.</summary>
    public Task Ended { get; }

    public IReadOnlyCollection<string> Notices => _notices;

    public string[] Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines.Select(static line => line.Text)];
            }
        }
    }

    /// <summary>Says numbered lines, a few at a time, and waits until all are kept.</summary>
    public async Task SayAsync(string name, int first, int count)
    {
        var open = new Queue<Task<Reply>>();
        for (int i = first; i < first + count; i++)
        {
            open.Enqueue(Client.SendAsync(RequestVerb.Say, "lobby", $"{name} {i}"));
            if (open.Count == 5)
            {
                await CheckAsync(open.Dequeue());
            }
        }

        while (open.TryDequeue(out Task<Reply>? reply))
        {
            await CheckAsync(reply);
        }
    }

    public async Task WaitForAsync(int lines)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Lines.Length < lines && !Ended.IsCompleted)
        {
            await Task.WhenAny(Ended, _more.WaitAsync(deadline.Token));
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => _more.Dispose();

    private static async Task CheckAsync(Task<Reply> reply) =>
        Assert.That((await reply).IsRefused, Is.False, (await reply).Sentence);

    private async Task ReadAsync()
    {
        await foreach (ChatEvent e in Client.Events.ReadAllAsync())
        {
            lock (_lines)
            {
                Take(e);
            }

            _more.Release();
        }
    }

    private void Take(ChatEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Said:
                _lines.Add((e.Sequence, e.Text));
                break;
            case EventKind.Resumed:
                ulong kept = e.Entries.Single(static entry => entry.Name == "lobby").Number;
                _lines.RemoveAll(line => line.Sequence > kept);
                break;
            case EventKind.Notice:
                _notices.Enqueue(e.Text);
                break;
            default:
                break;
        }
    }
}
