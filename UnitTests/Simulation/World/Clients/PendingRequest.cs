using Protocol.Messages;

namespace UnitTests.Simulation.World.Clients;

/// <summary>What a native client has asked for and what it has seen of it.</summary>
internal sealed class PendingRequest(RequestVerb verb, ulong id)
{
    public RequestVerb Verb { get; } = verb;

    public ulong Id { get; } = id;

    /// <summary>For a private message: its words, and the name it went to.</summary>
    public string Words { get; init; } = string.Empty;

    public string Target { get; init; } = string.Empty;

    /// <summary>The first answer of two has come.</summary>
    public bool IsHalf { get; set; }

    /// <summary>The event that it caused; null: not seen yet.</summary>
    public SeenEvent? Event { get; set; }

    /// <summary>Whether this can be the answer to it, as PROTOCOL.md has it.</summary>
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
