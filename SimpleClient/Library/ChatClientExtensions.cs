using Protocol.Messages;

namespace SimpleClient.Library;

/// <summary>
/// One method for each thing to ask for. All end as <see cref="ChatClient.SendAsync"/> does; each
/// names the kind of answer that it gets when it is not refused.
/// </summary>
public static class ChatClientExtensions
{
    /// <summary>Gives a first name.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>
    /// Answer: named; the lobby's joined follows it as an event. May be tried again when refused.
    /// </returns>
    public static Task<Reply> NameAsync(
        this ChatClient client, string name, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Name, name, "", 0, cancellation);

    /// <summary>Gives the password of a server that has one; before the name.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: notice. After some refusals the server closes.</returns>
    public static Task<Reply> PassAsync(
        this ChatClient client, string password, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Pass, "", password, 0, cancellation);

    /// <summary>Becomes an operator, for as long as the connection lives.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="password">The operators' password.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: notice. After some refusals the server closes.</returns>
    public static Task<Reply> OperAsync(
        this ChatClient client, string password, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Oper, "", password, 0, cancellation);

    /// <summary>Says something in a room.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room; empty: the current one.</param>
    /// <param name="text">What.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>
    /// Answer: done. The message also comes back as an event, as everybody sees it.
    /// </returns>
    public static Task<Reply> SayAsync(
        this ChatClient client,
        string room,
        string text,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Say, room, text, 0, cancellation);

    /// <summary>Says something to one person alone.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="name">Who.</param>
    /// <param name="text">What.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: done.</returns>
    public static Task<Reply> TellAsync(
        this ChatClient client,
        string name,
        string text,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Tell, name, text, 0, cancellation);

    /// <summary>
    /// Enters a room, which becomes the current one; makes it when there is none.
    /// </summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: joined; then, as events, its past.</returns>
    public static Task<Reply> JoinAsync(
        this ChatClient client, string room, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Join, room, "", 0, cancellation);

    /// <summary>Leaves a room.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room; empty: the current one.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: parted: detail is the room that is current now.</returns>
    public static Task<Reply> LeaveAsync(
        this ChatClient client, string room = "", CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Leave, room, "", 0, cancellation);

    /// <summary>Lists who is in a room.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room; empty: the current one.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: members.</returns>
    public static Task<Reply> MembersAsync(
        this ChatClient client, string room = "", CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Members, room, "", 0, cancellation);

    /// <summary>Lists the rooms.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: rooms.</returns>
    public static Task<Reply> RoomsAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Rooms, "", "", 0, cancellation);

    /// <summary>Shows or sets a room's topic.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room; empty: the current one.</param>
    /// <param name="text">The topic; empty: show it.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: topic-is when shown, done when set.</returns>
    public static Task<Reply> TopicAsync(
        this ChatClient client,
        string room = "",
        string text = "",
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Topic, room, text, 0, cancellation);

    /// <summary>Takes another name.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: named: detail is the old name.</returns>
    public static Task<Reply> RenameAsync(
        this ChatClient client, string name, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Rename, name, "", 0, cancellation);

    /// <summary>Tells a room what one does.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room; empty: the current one.</param>
    /// <param name="text">What, without one's name before it.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: done.</returns>
    public static Task<Reply> MeAsync(
        this ChatClient client,
        string room,
        string text,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Me, room, text, 0, cancellation);

    /// <summary>Shows what was said lately in a room.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="room">The room; empty: the current one.</param>
    /// <param name="after">
    /// Only events with a higher sequence number than this; 0: all kept.
    /// </param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: past; the events themselves follow in the stream of events.</returns>
    public static Task<Reply> HistoryAsync(
        this ChatClient client,
        string room = "",
        ulong after = 0,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.History, room, "", after, cancellation);

    /// <summary>Asks for an answer.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: pong: its time is the server's.</returns>
    public static Task<Reply> PingAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Ping, "", "", 0, cancellation);

    /// <summary>Leaves the server.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: goodbye; the connection ends with it.</returns>
    public static Task<Reply> QuitAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Quit, "", "", 0, cancellation);

    /// <summary>Explains the commands.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="command">One command; empty: all.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: notice: its text has several lines.</returns>
    public static Task<Reply> HelpAsync(
        this ChatClient client, string command = "", CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Help, command, "", 0, cancellation);

    /// <summary>Shows what the server does: for those who run it.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="cancellation">Waits no longer.</param>
    /// <returns>Answer: notice: its text has several lines.</returns>
    public static Task<Reply> StatsAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Stats, "", "", 0, cancellation);
}
