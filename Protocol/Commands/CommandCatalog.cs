using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>
/// All commands, one row each, in the order of the help. The server's table, the help, the errors
/// for missing arguments, SimpleClient and the table in PROTOCOL.md are made from these rows.
/// </summary>
public static class CommandCatalog
{
    private static readonly CommandGrammar[] s_everybody =
    [
        new(RequestVerb.Say, "TEXT", "sends a message to your current room")
        {
            Shape = ArgumentShape.Text,
            Target = TargetKind.OwnRoom,
            NeedsText = true,
            IsSpeech = true,
            IsOnce = true,
            AllowsTabs = true,
            TakesEmptyLines = true,
        },
        new(
            RequestVerb.Tell,
            "/msg NAME TEXT",
            "sends a private message; so does @NAME TEXT")
        {
            Words = ["msg", "tell"],
            Shape = ArgumentShape.TargetAndText,
            Target = TargetKind.Person,
            NeedsTarget = true,
            NeedsText = true,
            IsSpeech = true,
            IsOnce = true,
            AllowsTabs = true,
            TakesEmptyLines = true,
        },
        new(RequestVerb.Me, "/me TEXT", "sends an action, shown as * NAME TEXT")
        {
            Words = ["me"],
            Shape = ArgumentShape.Text,
            Target = TargetKind.OwnRoom,
            NeedsText = true,
            IsSpeech = true,
            IsOnce = true,
            AllowsTabs = true,
        },
        new(
            RequestVerb.Join,
            "/join ROOM",
            "enters a room, or switches to one you are in")
        {
            Words = ["join"],
            Shape = ArgumentShape.Target,
            Target = TargetKind.Room,
            NeedsTarget = true,
            Cost = 2,
        },
        new(RequestVerb.Leave, "/leave [ROOM]", "leaves a room")
        {
            Words = ["leave", "part"],
            Shape = ArgumentShape.Target,
            Target = TargetKind.OwnRoom,
            Cost = 2,
        },
        new(RequestVerb.Rooms, "/rooms", "lists the rooms")
        {
            Words = ["rooms"], OnConsole = true, HasLongAnswer = true, Cost = 16,
        },
        new(
            RequestVerb.Members,
            "/users [ROOM]",
            "lists the people in a room; so does /who")
        {
            Words = ["users", "who"],
            Shape = ArgumentShape.Target,
            Target = TargetKind.Room,
            OnConsole = true,
            HasLongAnswer = true,
            Cost = 16,
        },
        new(
            RequestVerb.Topic,
            "/topic [TEXT]",
            "shows or sets the topic of a room")
        {
            Words = ["topic"],
            Shape = ArgumentShape.Text,
            Target = TargetKind.OwnRoom,
            IsSpeech = true,
            IsOnce = true,
            OnlyShowsWithoutText = true,
        },
        new(RequestVerb.Rename, "/nick NAME", "changes your name")
        {
            Words = ["nick", "name"],
            Shape = ArgumentShape.Target,
            NeedsTarget = true,
            BeforeName = true,
            IsSpeech = true,
            Cost = 2,
        },
        new(RequestVerb.Name, "/nick NAME", "sets your name")
        {
            Shape = ArgumentShape.Target, NeedsTarget = true, BeforeName = true, Cost = 2,
        },
        new(
            RequestVerb.History,
            "/history [COUNT] [in:ROOM] [before:DATE]",
            "shows the latest messages, or older ones; DATE such as 2026-05-31")
        {
            Words = ["history"],
            Shape = ArgumentShape.Filters,
            Target = TargetKind.OwnRoom,
            HasLongAnswer = true,
            Cost = 16,
        },
        new(
            RequestVerb.Search,
            "/search WORDS [in:ROOM] [from:NAME] [before:DATE]",
            "finds messages of all rooms, newest first")
        {
            Words = ["search"],
            Shape = ArgumentShape.Filters,
            NeedsText = true,
            HasLongAnswer = true,
            Cost = 16,
        },
        new(RequestVerb.Ping, "/ping", "tests the connection")
        {
            Words = ["ping"], BeforeName = true,
        },
        new(
            RequestVerb.Stats,
            "/stats",
            "shows statistics; for operators, or on the server's own machine")
        {
            Words = ["stats"],
            BeforeName = true,
            Role = Role.Local,
            OnConsole = true,
            HasLongAnswer = true,
            Cost = 16,
        },
        new(RequestVerb.Help, "/help [COMMAND]", "explains all commands, or one")
        {
            Words = ["help"],
            Shape = ArgumentShape.Target,
            BeforeName = true,
            OnConsole = true,
            HasLongAnswer = true,
            Cost = 4,
        },
        new(RequestVerb.Quit, "/quit", "disconnects")
        {
            Words = ["quit", "exit"], BeforeName = true, EndsConnection = true,
        },
    ];

    /// <summary>All rows; those for operators are last.</summary>
    public static IReadOnlyList<CommandGrammar> All { get; } =
    [
        .. s_everybody, .. FileCommandCatalog.All, .. AccountCommandCatalog.All,
        .. OperatorCommandCatalog.All,
    ];

    /// <summary>Every word of every command.</summary>
    public static IEnumerable<string> Words => All.SelectMany(static row => row.Words);

    /// <summary>Finds a command by one of its words.</summary>
    /// <param name="word">The word without its slash, in any case.</param>
    /// <returns>Its row; null if there is none.</returns>
    public static CommandGrammar? Find(string word) => All.FirstOrDefault(
        row => row.Words.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>Finds a command by its number.</summary>
    /// <param name="verb">The number.</param>
    /// <returns>Its row; null if there is none.</returns>
    public static CommandGrammar? Find(RequestVerb verb) => verb == RequestVerb.Line
        ? null
        : All.FirstOrDefault(row => row.Verb == verb);
}
