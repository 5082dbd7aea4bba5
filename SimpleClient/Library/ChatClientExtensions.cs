using Protocol.Messages;
using SimpleClient.Library.Link;

namespace SimpleClient.Library;

/// <summary>
/// One method for each request. All of them fail as <see cref="ChatClient.SendAsync"/> does. The
/// documentation of each method has the kind of its answer. Each request may also be refused.
/// </summary>
public static class ChatClientExtensions
{
    /// <summary>Gives a first name.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// Answer: named. The joined event of the lobby follows. A refused call may be repeated.
    /// </returns>
    public static Task<Reply> NameAsync(
        this ChatClient client, string name, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Name, name, "", 0, cancellation);

    /// <summary>
    /// Sends the server's password, before the name. A server without a password ignores it.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: notice. The server closes the connection after some refusals.</returns>
    public static Task<Reply> PassAsync(
        this ChatClient client, string password, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Pass, "", password, 0, cancellation);

    /// <summary>Makes this client an operator until the connection ends.</summary>
    /// <param name="client">The client.</param>
    /// <param name="password">The operators' password.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: notice. The server closes the connection after some refusals.</returns>
    public static Task<Reply> OperAsync(
        this ChatClient client, string password, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Oper, "", password, 0, cancellation);

    /// <summary>
    /// Logs in to an account, before or after a first name. The client gets the account's name.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The name of the account.</param>
    /// <param name="password">Its password.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// Answer: named, or done when the client has the name already. Before a first name the lobby's
    /// joined follows as an event. The server closes the connection after some refusals.
    /// </returns>
    public static Task<Reply> LoginAsync(
        this ChatClient client,
        string name,
        string password,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Login, name, password, 0, cancellation);

    /// <summary>Creates an account for this client's name.</summary>
    /// <param name="client">The client.</param>
    /// <param name="password">The password of the account: 8 to 256 bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: done.</returns>
    public static Task<Reply> RegisterAsync(
        this ChatClient client, string password, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Register, "", password, 0, cancellation);

    /// <summary>
    /// Creates an account for this client's name on a server that requires an invitation.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="password">The password of the account: 8 to 256 bytes.</param>
    /// <param name="code">The code of the invitation, from an operator of the server.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: done.</returns>
    public static Task<Reply> RegisterAsync(
        this ChatClient client,
        string password,
        string code,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Register, code, password, 0, cancellation);

    /// <summary>
    /// Changes the password of this client's account. Other tokens of the account become invalid.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="oldPassword">The password of the account, or its one-time code.</param>
    /// <param name="newPassword">The new password: 8 to 256 bytes.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: done.</returns>
    public static Task<Reply> ChangePasswordAsync(
        this ChatClient client,
        string oldPassword,
        string newPassword,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Password, oldPassword, newPassword, 0, cancellation);

    /// <summary>Sends a message to a room.</summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room; empty means the current one.</param>
    /// <param name="text">The message.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// Answer: done. The message also arrives as an event, as for all members of the room.
    /// </returns>
    public static Task<Reply> SayAsync(
        this ChatClient client,
        string room,
        string text,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Say, room, text, 0, cancellation);

    /// <summary>Sends a private message to one member.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The receiver.</param>
    /// <param name="text">The message.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: done.</returns>
    public static Task<Reply> TellAsync(
        this ChatClient client,
        string name,
        string text,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Tell, name, text, 0, cancellation);

    /// <summary>
    /// Enters a room, which becomes the current one. A room that does not exist is created.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: joined. The history of the room follows as events.</returns>
    public static Task<Reply> JoinAsync(
        this ChatClient client, string room, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Join, room, "", 0, cancellation);

    /// <summary>Leaves a room.</summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room; empty means the current one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: parted, with the new current room as its detail.</returns>
    public static Task<Reply> LeaveAsync(
        this ChatClient client, string room = "", CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Leave, room, "", 0, cancellation);

    /// <summary>Lists the members of a room.</summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room; empty means the current one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: members.</returns>
    public static Task<Reply> MembersAsync(
        this ChatClient client, string room = "", CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Members, room, "", 0, cancellation);

    /// <summary>Lists the rooms.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: rooms.</returns>
    public static Task<Reply> RoomsAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Rooms, "", "", 0, cancellation);

    /// <summary>Shows or sets a room's topic.</summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room; empty means the current one.</param>
    /// <param name="text">The topic; empty to show it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: topic-is when it is shown, done when it is set.</returns>
    public static Task<Reply> TopicAsync(
        this ChatClient client,
        string room = "",
        string text = "",
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Topic, room, text, 0, cancellation);

    /// <summary>Changes this client's name.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The new name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: named, with the old name as its detail.</returns>
    public static Task<Reply> RenameAsync(
        this ChatClient client, string name, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Rename, name, "", 0, cancellation);

    /// <summary>Sends an action to a room (<c>/me</c>).</summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room; empty means the current one.</param>
    /// <param name="text">The action, without this client's name in front.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: done.</returns>
    public static Task<Reply> MeAsync(
        this ChatClient client,
        string room,
        string text,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Me, room, text, 0, cancellation);

    /// <summary>Shows the recent events of a room.</summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room; empty means the current one.</param>
    /// <param name="after">
    /// Only events with a higher sequence number; 0 means all stored events.
    /// </param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: past. The history follows as events.</returns>
    public static Task<Reply> HistoryAsync(
        this ChatClient client,
        string room = "",
        ulong after = 0,
        CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.History, room, "", after, cancellation);

    /// <summary>
    /// Reads one page of a room's history. A server without
    /// <see cref="ChatClient.ServerHasPages"/> answers with the recent events instead.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="room">The room; empty means the current one.</param>
    /// <param name="count">The most events; at most 500 are sent.</param>
    /// <param name="before">Only events with a lower sequence number; 0 means the latest.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// Answer: past, then the events. Its detail is <c>start</c> when the server has no older ones,
    /// and <c>expired</c> when older ones are no longer kept.
    /// </returns>
    public static Task<Reply> HistoryPageAsync(
        this ChatClient client,
        string room,
        int count,
        ulong before = 0,
        CancellationToken cancellation = default) => client.SendAsync(
            RequestVerb.History,
            room,
            "",
            0,
            new PageLimits((ulong)count, before),
            cancellation);

    /// <summary>Finds stored messages of all rooms, the newest first.</summary>
    /// <param name="client">The client.</param>
    /// <param name="words">
    /// At most 8 words; also the filters <c>from:NAME</c> and <c>before:DATE</c>.
    /// </param>
    /// <param name="room">In this room only; empty for all rooms.</param>
    /// <param name="count">The most messages; 0 means as many as the server sends, 50.</param>
    /// <param name="before">Only messages from before this time; null means all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// Answer: hits. Its count is the number of events with <see cref="ChatEvent.IsHit"/> that
    /// follow. Its entries are the rooms of these events, with the incarnation of each room. A
    /// server without <see cref="ChatClient.ServerHasSearch"/> answers with a notice, and ignores
    /// count and before.
    /// </returns>
    public static Task<Reply> SearchAsync(
        this ChatClient client,
        string words,
        string room = "",
        int count = 0,
        DateTimeOffset? before = null,
        CancellationToken cancellation = default) => client.SendAsync(
            RequestVerb.Search,
            room,
            words,
            0,
            new PageLimits((ulong)count, (ulong)(before?.ToUnixTimeMilliseconds() ?? 0)),
            cancellation);

    /// <summary>Asks the server for an answer, to measure the round-trip time.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: pong, with the time of the server.</returns>
    public static Task<Reply> PingAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Ping, "", "", 0, cancellation);

    /// <summary>Closes the connection with a goodbye.</summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: goodbye, the last event of the connection.</returns>
    public static Task<Reply> QuitAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Quit, "", "", 0, cancellation);

    /// <summary>Explains the commands.</summary>
    /// <param name="client">The client.</param>
    /// <param name="command">One command; empty means all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: notice: its text has several lines.</returns>
    public static Task<Reply> HelpAsync(
        this ChatClient client, string command = "", CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Help, command, "", 0, cancellation);

    /// <summary>
    /// Shows the server's statistics. Only operators and local clients may see them.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Answer: notice: its text has several lines.</returns>
    public static Task<Reply> StatsAsync(
        this ChatClient client, CancellationToken cancellation = default) =>
        client.SendAsync(RequestVerb.Stats, "", "", 0, cancellation);
}
