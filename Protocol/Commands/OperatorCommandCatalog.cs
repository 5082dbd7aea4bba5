using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>The rows of the commands of operators and moderators.</summary>
internal static class OperatorCommandCatalog
{
    public static IReadOnlyList<CommandGrammar> All { get; } =
    [
        ForModerators(
            RequestVerb.Kick,
            "/kick NAME [REASON]",
            "closes a user's connections")
        with
        {
            Words = ["kick"],
            Shape = ArgumentShape.TargetAndText,
            Target = TargetKind.Person,
            NeedsTarget = true,
        },
        ForModerators(
            RequestVerb.Mute,
            "/mute NAME|ADDRESS [TIME]",
            "blocks a user's messages, private ones too; TIME such as 10m, 2h, 1d")
        with
        {
            Words = ["mute"],
            Shape = ArgumentShape.TargetAndText,
            Target = TargetKind.Person,
            NeedsTarget = true,
        },
        ForModerators(
            RequestVerb.Unmute,
            "/unmute NAME|ADDRESS",
            "ends a mute")
        with
        {
            Words = ["unmute"],
            Shape = ArgumentShape.Target,
            Target = TargetKind.Person,
            NeedsTarget = true,
        },
        ForModerators(
            RequestVerb.Ban,
            "/ban NAME|ADDRESS [TIME] [REASON]",
            "bans a name, an address or a network such as 192.0.2.0/24")
        with
        {
            Words = ["ban"],
            Shape = ArgumentShape.TargetAndText,
            Target = TargetKind.Person,
            NeedsTarget = true,
        },
        ForModerators(
            RequestVerb.Unban,
            "/unban NAME|ADDRESS",
            "ends a ban")
        with
        {
            Words = ["unban"],
            Shape = ArgumentShape.Target,
            Target = TargetKind.Person,
            NeedsTarget = true,
        },
        ForModerators(
            RequestVerb.Bans,
            "/bans",
            "lists bans and mutes")
        with
        {
            Words = ["bans"],
            Cost = 4,
        },
        For(
            RequestVerb.Announce,
            "/say TEXT",
            "sends an announcement to everybody")
        with
        {
            Words = ["say"],
            Shape = ArgumentShape.Text,
            NeedsText = true,
            AllowsTabs = true,
            Cost = 2,
        },
        For(
            RequestVerb.Line,
            "/store",
            "shows the size and the lag of the stored messages")
        with
        {
            Words = ["store"],
        },
        For(
            RequestVerb.Line,
            "/backup [FILE]",
            "copies the stored messages to a file")
        with
        {
            Words = ["backup"],
            Shape = ArgumentShape.Text,
            Cost = 4,
        },
        For(
            RequestVerb.Line,
            "/export FILE",
            "writes the stored messages as JSON lines")
        with
        {
            Words = ["export"],
            Shape = ArgumentShape.Text,
            NeedsText = true,
            Cost = 4,
        },
        For(
            RequestVerb.Line,
            "/erase NAME",
            "deletes the name and the texts of a user from the stored messages")
        with
        {
            Words = ["erase"],
            Shape = ArgumentShape.Target,
            Target = TargetKind.Person,
            NeedsTarget = true,
            Cost = 4,
        },
        For(
            RequestVerb.Line,
            "/keep ROOM TIME",
            "sets how long the messages of a room are kept; TIME such as 30d")
        with
        {
            Words = ["keep"],
            Shape = ArgumentShape.TargetAndText,
            Target = TargetKind.Room,
            NeedsTarget = true,
            NeedsText = true,
        },
        For(
            RequestVerb.Line,
            "/audit [COUNT]",
            "lists the latest actions of operators")
        with
        {
            Words = ["audit"],
            Shape = ArgumentShape.Target,
            Cost = 4,
        },
        For(
            RequestVerb.Invite,
            "/invite [USES] [for TIME]",
            "makes an invitation: a code with which users create accounts; TIME such as 7d")
        with
        {
            Words = ["invite"],
            Shape = ArgumentShape.Text,
            Cost = 4,
        },
        For(
            RequestVerb.Invites,
            "/invites [revoke ID]",
            "lists the open invitations, or revokes one")
        with
        {
            Words = ["invites"],
            Shape = ArgumentShape.Text,
            HasLongAnswer = true,
            Cost = 4,
        },
        For(
            RequestVerb.Reload,
            "/reload",
            "reads the server's options and certificate again")
        with
        {
            Words = ["reload"],
            Cost = 4,
        },
        For(
            RequestVerb.Stop,
            "/stop",
            "stops the server")
        with
        {
            Words = ["stop"],
            EndsConnection = true,
        },
    ];

    private static CommandGrammar For(RequestVerb verb, string usage, string help) =>
        new(verb, usage, help) { Role = Role.Operator, OnConsole = true };

    private static CommandGrammar ForModerators(RequestVerb verb, string usage, string help) =>
        For(verb, usage, help) with { Role = Role.Moderator };
}
