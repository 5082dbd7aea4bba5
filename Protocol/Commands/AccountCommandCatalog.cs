using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>The rows for passwords and accounts.</summary>
internal static class AccountCommandCatalog
{
    public static IReadOnlyList<CommandGrammar> All { get; } =
    [
        new(
            RequestVerb.Pass,
            "/pass PASSWORD",
            "enters the server's password, before the name")
        {
            Words = ["pass"],
            Shape = ArgumentShape.Text,
            NeedsText = true,
            TakesPassword = true,
            BeforeName = true,
            Cost = 4,
        },
        new(RequestVerb.Oper, "/oper PASSWORD", "makes you an operator")
        {
            Words = ["oper"],
            Shape = ArgumentShape.Text,
            NeedsText = true,
            TakesPassword = true,
            Cost = 4,
        },
        new(
            RequestVerb.Register,
            "/register PASSWORD [CODE]",
            "creates an account, which reserves your name for you; CODE is an invitation")
        {
            Words = ["register"],
            Shape = ArgumentShape.TextAndCode,
            NeedsText = true,
            TakesPassword = true,
            SetsPassword = true,
            Cost = 4,
        },
        new(
            RequestVerb.Login,
            "/login NAME PASSWORD",
            "logs in to your account, before or after you have a name")
        {
            Words = ["login"],
            Shape = ArgumentShape.TargetAndText,
            NeedsTarget = true,
            NeedsText = true,
            TakesPassword = true,
            BeforeName = true,
            Cost = 4,
        },
        new(RequestVerb.Logout, "/logout", "logs out: you continue as a guest")
        {
            Words = ["logout"], Cost = 2,
        },
        new(RequestVerb.Password, "/password OLD NEW", "changes the password of your account")
        {
            Words = ["password"],
            Shape = ArgumentShape.SecretAndText,
            NeedsTarget = true,
            NeedsText = true,
            TakesPassword = true,
            SetsPassword = true,
            Cost = 4,
        },
        new(
            RequestVerb.Unregister,
            "/unregister PASSWORD",
            "gives your account up; its name stays reserved for 30 days")
        {
            Words = ["unregister"],
            Shape = ArgumentShape.Text,
            NeedsText = true,
            TakesPassword = true,
            Cost = 4,
        },
        new(
            RequestVerb.Account,
            "/account [SUBCOMMAND]",
            "shows your account; for operators: list, add NAME, reset NAME, release NAME, "
                + "role NAME ROLE")
        {
            Words = ["account"],
            Shape = ArgumentShape.Text,
            OnConsole = true,
            HasLongAnswer = true,
            Cost = 4,
        },
        new(
            RequestVerb.Read,
            "ROOM",
            "marks a room as read up to a message, for all your devices")
        {
            Shape = ArgumentShape.Target, Target = TargetKind.OwnRoom, NeedsTarget = true,
        },
    ];
}
