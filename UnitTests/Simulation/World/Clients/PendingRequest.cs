using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>A request of a native client, and the answers received so far.</summary>
internal sealed class PendingRequest(RequestVerb verb, ulong id)
{
    public RequestVerb Verb { get; } = verb;

    public ulong Id { get; } = id;

    /// <summary>The text of a private message; its recipient is <see cref="Target"/>.</summary>
    public string Words { get; init; } = string.Empty;

    public string Target { get; init; } = string.Empty;

    /// <summary>The first of two answers has arrived.</summary>
    public bool IsHalf { get; set; }

    /// <summary>The event that it caused; null if it was not received yet.</summary>
    public SeenEvent? Event { get; set; }

    /// <summary>Whether this can be an answer to it, according to PROTOCOL.md.</summary>
    public bool MayGet(EventKind kind, RequestVerb leave)
    {
        EventKind[] kinds = Verb switch
        {
            RequestVerb.Hello => [EventKind.Welcome],
            RequestVerb.Name when IsHalf => [EventKind.Joined],
            RequestVerb.Name or RequestVerb.Rename => [EventKind.Named],
            RequestVerb.Join => [EventKind.Joined],
            RequestVerb.Members => [EventKind.Members, EventKind.Notice],
            RequestVerb.Rooms => [EventKind.Rooms],
            RequestVerb.Topic => [EventKind.Done, EventKind.TopicIs],
            RequestVerb.History => [EventKind.Past],
            RequestVerb.Search => [EventKind.Notice, EventKind.Hits],
            RequestVerb.Ping => [EventKind.Pong],
            RequestVerb.Pass => [EventKind.Done],
            RequestVerb.Help or RequestVerb.Oper or RequestVerb.Kick or RequestVerb.Mute
                or RequestVerb.Unmute or RequestVerb.Ban or RequestVerb.Unban
                or RequestVerb.Bans or RequestVerb.Announce or Faulty.WeakKick.Verb =>
                [EventKind.Notice],
            RequestVerb.Say or RequestVerb.Me or RequestVerb.Tell => [EventKind.Done],
            _ => Verb == leave ? [EventKind.Parted] : [],
        };
        return kind == EventKind.Refused || kinds.Contains(kind);
    }
}
