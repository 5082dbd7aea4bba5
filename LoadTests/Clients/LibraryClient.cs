using System.Net;
using System.Text;
using LoadTests.Checking;
using LoadTests.Sentences;
using Protocol.Messages;
using SimpleClient.Library;

namespace LoadTests.Clients;

/// <summary>
/// One connection through SimpleClient's library, so that a measurement includes the costs of that
/// library. Such a client costs more than a <see cref="LoadClient"/>, so it is used to measure a
/// single client.
/// </summary>
internal sealed class LibraryClient(
    Swarm swarm, string name, Recipients room, Listener listener) : ILoadClient
{
    /// <summary>
    /// Time limits of a client that resumes. They are short, so that the client soon detects a
    /// stalled connection.
    /// </summary>
    private static readonly ChatClientOptions s_resuming = new()
    {
        Agent = "load",
        Resumes = true,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ReplyTimeout = TimeSpan.FromSeconds(5),
    };

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private ChatClient? _client;

    public byte[] Name { get; } = Encoding.ASCII.GetBytes(name);

    public Listener Listener { get; } = listener;

    /// <summary>The address to connect to, which may be that of a proxy.</summary>
    public IPEndPoint Server { get; init; } = swarm.Server;

    /// <summary>
    /// True when the client continues its session after the loss of a connection.
    /// </summary>
    public bool Resumes { get; init; }

    public bool HasArrived { get; private set; }

    public void Begin() => _running = RunAsync();

    public void SendToRoom(byte[] room, ReadOnlySpan<byte> text) =>
        _ = SendAsync(RequestVerb.Say, room, Encoding.UTF8.GetString(text));

    public void SendPrivate(byte[] name, ReadOnlySpan<byte> text) =>
        _ = SendAsync(RequestVerb.Tell, name, Encoding.UTF8.GetString(text));

    /// <summary>
    /// Waits until nothing runs any more, so the caller must not hold the swarm's lock.
    /// </summary>
    public void Dispose()
    {
        _stop.Cancel();
        _running.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        string? fault = null;
        try
        {
            await using ChatClient client = await ChatClient.ConnectAsync(
                Server.Address.ToString(),
                Server.Port,
                Resumes ? s_resuming : new ChatClientOptions { Agent = "load" },
                _stop.Token);
            fault = await EnterAsync(client);
            if (fault is null)
            {
                Arrive(client);
                await foreach (ChatEvent e in client.Events.ReadAllAsync(_stop.Token))
                {
                    Take(e);
                }

                fault = ErrorSentences.ClosedByServer;
            }
        }
        catch (OperationCanceledException)
        {
            // Dispose has cancelled the client.
        }
        catch (ChatException e)
        {
            fault = e.Message;
        }

        lock (swarm.Gate)
        {
            if (HasArrived)
            {
                swarm.Closed();
            }

            swarm.Listener.Ended(this, _stop.IsCancellationRequested ? null : fault);
        }
    }

    /// <returns>The reason of a failure; null when the client is in its room.</returns>
    private async Task<string?> EnterAsync(ChatClient client)
    {
        Reply[] replies =
        [
            await client.NameAsync(name, _stop.Token),
            await client.LeaveAsync("lobby", _stop.Token),
            await client.JoinAsync(room.Name, _stop.Token),
        ];
        return replies.FirstOrDefault(static r => r.IsRefused)?.Sentence;
    }

    private void Arrive(ChatClient client)
    {
        lock (swarm.Gate)
        {
            _client = client;
            HasArrived = true;
            swarm.Opened();
            swarm.Listener.Arrived(this);
        }
    }

    private void Take(ChatEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Resumed:
                lock (swarm.Gate)
                {
                    swarm.Listener.Resumed(
                        this, [.. e.Entries.Select(static one => (one.Name, one.Number))]);
                }

                break;
            // A notice about missed messages has a room. Other notices are for people.
            case EventKind.Notice when Resumes && e.Room.Length == 0:
                break;
            case EventKind.Notice when Resumes:
                lock (swarm.Gate)
                {
                    swarm.Listener.Missed(e.Text);
                }

                break;
            case var _ when !e.IsPast:
                Receive(e);
                break;
            default:
                break;
        }
    }

    private void Receive(ChatEvent e)
    {

        byte[] where = Encoding.UTF8.GetBytes(e.Room);
        byte[] who = Encoding.UTF8.GetBytes(e.Name);
        byte[] what = Encoding.UTF8.GetBytes(e.Text);
        lock (swarm.Gate)
        {
            swarm.Listener.Received(this, new ServerEvent
            {
                Kind = e.Kind,
                Sequence = e.Sequence,
                Room = where,
                Name = who,
                Text = what,
            });
        }
    }

    private async Task SendAsync(RequestVerb verb, byte[] target, string text)
    {
        if (_client is null)
        {
            return;
        }

        string refusal;
        try
        {
            string to = Encoding.UTF8.GetString(target);
            refusal = (await _client.SendAsync(verb, to, text, 0, _stop.Token)).Sentence;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (ChatException e)
        {
            // After the end of the connection, RunAsync reports it.
            refusal = _client.IsClosed || _stop.IsCancellationRequested ? string.Empty : e.Message;
        }

        if (refusal.Length > 0)
        {
            Receive(new ChatEvent { Kind = EventKind.Refused, Text = refusal });
        }
    }
}
