using EventLoopServer.Chat.Commands.Moderation;
using EventLoopServer.Chat.Moderation;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>The rows of the command table that are about who may do what.</summary>
internal static class OperatorCommands
{
    public static IReadOnlyList<Command> Rows { get; } =
    [
        new(
            RequestVerb.Pass,
            "/pass PASSWORD",
            "gives the password of a server that has one; before the name",
            PassCommand.Run)
        {
            Words = ["pass"], Shape = ArgumentShape.Text, NeedsText = true, BeforeName = true,
            Cost = 4,
        },
        new(RequestVerb.Oper, "/oper PASSWORD", "makes you an operator", OperCommand.Run)
        {
            Words = ["oper"], Shape = ArgumentShape.Text, NeedsText = true, Cost = 4,
        },
        For(
            RequestVerb.Kick,
            "/kick NAME [REASON]",
            "ends somebody's connection",
            KickCommand.Run)
        with
        {
            Words = ["kick"],
            Shape = ArgumentShape.TargetAndText,
            NeedsTarget = true,
        },
        For(
            RequestVerb.Mute,
            "/mute NAME|ADDRESS [TIME]",
            "passes on nothing that somebody says, not even in private; TIME such as 10m, 2h, 1d",
            MuteCommand.Run)
        with
        {
            Words = ["mute"],
            Shape = ArgumentShape.TargetAndText,
            NeedsTarget = true,
        },
        For(
            RequestVerb.Unmute,
            "/unmute NAME|ADDRESS",
            "takes that back",
            UnmuteCommand.Run)
        with
        {
            Words = ["unmute"],
            Shape = ArgumentShape.Target,
            NeedsTarget = true,
        },
        For(
            RequestVerb.Ban,
            "/ban NAME|ADDRESS [TIME] [REASON]",
            "keeps a name, an address or a network such as 192.0.2.0/24 out",
            BanCommand.Run)
        with
        {
            Words = ["ban"],
            Shape = ArgumentShape.TargetAndText,
            NeedsTarget = true,
        },
        For(
            RequestVerb.Unban,
            "/unban NAME|ADDRESS",
            "lets them in again",
            UnbanCommand.Run)
        with
        {
            Words = ["unban"],
            Shape = ArgumentShape.Target,
            NeedsTarget = true,
        },
        For(
            RequestVerb.Bans,
            "/bans",
            "lists who is banned and who is muted",
            BansCommand.Run)
        with
        {
            Words = ["bans"],
            Cost = 4,
        },
        For(
            RequestVerb.Announce,
            "/say TEXT",
            "tells everybody on the server something",
            AnnounceCommand.Run)
        with
        {
            Words = ["say"],
            Shape = ArgumentShape.Text,
            NeedsText = true,
            AllowsTabs = true,
            Cost = 2,
        },
        For(
            RequestVerb.Stop,
            "/stop",
            "stops the server",
            StopCommand.Run)
        with
        {
            Words = ["stop"],
        },
    ];

    private static Command For(RequestVerb verb, string usage, string help, CommandRun run) =>
        new(verb, usage, help, run) { Role = Role.Operator, OnConsole = true };
}
