using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Commands.Files;
using EventLoopServer.Chat.Commands.Moderation;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// The code of each command in the catalog, by its name. A command without a word, such as a name
/// or a plain message, has the name of its verb.
/// </summary>
internal static class CommandHandlers
{
    private static readonly Dictionary<string, CommandHandler> s_handlers = new()
    {
        [nameof(RequestVerb.Say)] = SayCommand.Run,
        ["msg"] = TellCommand.Run,
        ["me"] = MeCommand.Run,
        ["join"] = JoinCommand.Run,
        ["leave"] = LeaveCommand.Run,
        ["rooms"] = RoomsCommand.Run,
        ["users"] = MembersCommand.Run,
        ["topic"] = TopicCommand.Run,
        ["nick"] = RenameCommand.Run,
        [nameof(RequestVerb.Name)] = NameCommand.Run,
        ["history"] = HistoryCommand.Run,
        ["search"] = SearchCommand.Run,
        ["ping"] = PingCommand.Run,
        ["stats"] = StatsCommand.Run,
        ["help"] = HelpCommand.Run,
        ["quit"] = QuitCommand.Run,
        ["send"] = OfferCommand.Run,
        ["files"] = FilesCommand.List,
        ["unshare"] = FilesCommand.Remove,
        ["file"] = FilesCommand.RunForOperator,
        ["register"] = RegisterCommand.Run,
        ["login"] = LoginCommand.Run,
        ["logout"] = LogoutCommand.Run,
        ["password"] = PasswordCommand.Run,
        ["unregister"] = UnregisterCommand.Run,
        ["account"] = AccountCommand.Run,
        ["invite"] = InviteCommand.Run,
        ["invites"] = InviteCommand.ListOrRevoke,
        [nameof(RequestVerb.Read)] = ReadCommand.Run,
        ["pass"] = PassCommand.Run,
        ["oper"] = OperCommand.Run,
        ["kick"] = KickCommand.Run,
        ["mute"] = MuteCommand.Run,
        ["unmute"] = UnmuteCommand.Run,
        ["ban"] = BanCommand.Run,
        ["unban"] = UnbanCommand.Run,
        ["bans"] = BansCommand.Run,
        ["say"] = AnnounceCommand.Run,
        ["store"] = StoreCommand.Show,
        ["backup"] = StoreCommand.Backup,
        ["export"] = StoreCommand.Export,
        ["erase"] = EraseCommand.Run,
        ["keep"] = StoreCommand.Keep,
        ["audit"] = StoreCommand.Audit,
        ["reload"] = ReloadCommand.Run,
        ["stop"] = StopCommand.Run,
    };

    /// <summary>All commands: each row of the catalog with its code.</summary>
    public static IReadOnlyList<Command> All { get; } =
        [.. CommandCatalog.All.Select(static row => new Command(row, s_handlers[row.Name]))];

    /// <summary>The rows for the server's own console.</summary>
    public static IReadOnlyList<Command> OnConsole { get; } =
        [.. All.Where(static row => row.Grammar.OnConsole)];

    /// <summary>The names of all commands that have code.</summary>
    public static IReadOnlyCollection<string> Names => s_handlers.Keys;
}
