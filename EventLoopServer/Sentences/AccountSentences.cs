namespace EventLoopServer.Sentences;

/// <summary>Answers to the commands for accounts.</summary>
internal static class AccountSentences
{
    public const string CheckedLater =
        "Many wrong passwords were given for this name or from your address: yours is checked "
        + "in a few seconds.";

    public const string PasswordIsName = "A password must not be the name.";

    public const string PasswordChanged = "Your password is changed.";

    public const string Released =
        "Your account is given up. Its name stays reserved for 30 days; an operator can give it "
        + "back to you. You continue as a guest until you disconnect.";

    public const string ChoosePassword =
        "Your one-time code is used up. Choose a password now: /password CODE PASSWORD";

    /// <summary>The goodbye text of the other connections after a new password.</summary>
    public const string PasswordChangedElsewhere =
        "Disconnected: your password was changed on another connection. Log in with the new one.";

    /// <summary>The goodbye text of the other connections of an account that ends.</summary>
    public const string GivenUpElsewhere =
        "Disconnected: your account was given up on another connection.";

    /// <summary>The goodbye text of a guest whose name belongs to an account.</summary>
    public const string NameOfOwner =
        "Disconnected: the owner of your name has logged in. Choose another name.";

    /// <summary>The goodbye text after an operator has reset or released an account.</summary>
    public const string AccountReset =
        "Disconnected: an operator has reset or released your account. Ask the operator.";

    /// <summary>The goodbye text after an operator has erased a user.</summary>
    public const string Erased =
        "Disconnected: an operator has erased your name and your messages. Ask the operator.";

    /// <summary>The reason of a departure, for others.</summary>
    public static ReadOnlySpan<byte> MovedOn => "logged in on another connection"u8;

    /// <summary>The reason of the departure of a guest, for others.</summary>
    public static ReadOnlySpan<byte> LoggedInToAccount => "logged in"u8;

    /// <summary>A notice to the other connections of an account.</summary>
    public static string ConnectedToo(string address, int devices) =>
        $"Your account is connected from {address} too, {devices} connections in all. If that is "
        + "not you, change your password: it closes the others.";

    /// <summary>A notice that another device of the user has entered a room.</summary>
    public static string EnteredToo(string room) =>
        $"You entered [{room}] on another device. What you type here goes to the same room as "
        + $"before; /join {room} changes that.";

    public static string Registered(string name) =>
        $"The name '{name}' is yours now. Log in elsewhere with /login {name} PASSWORD";

    public static string LoggedIn(string name) => $"You are logged in as '{name}'.";

    /// <summary>The answer to the sender of a private message.</summary>
    public static string DeliveredLater(string name) =>
        $"{name} is away. Your message will be delivered at the next login.";

    /// <summary>The line above private messages that were stored.</summary>
    public static string WhileAway(int messages) =>
        messages == 1
            ? "1 private message arrived while you were away:"
            : $"{messages} private messages arrived while you were away:";

    /// <summary>The store did not answer in time.</summary>
    public static string UnreadWait(int messages) =>
        $"Private messages wait for you: {messages}. The disk is slow: log in again later to "
        + "get them.";

    public static string PasswordTooShort(int bytes) =>
        $"A password has at least {bytes} bytes.";

    public static string PasswordTooLong(int bytes) => $"A password has at most {bytes} bytes.";

    public static string NoSubcommand(string word) =>
        $"'{word}' is not one of list, add, reset, release and role.";

    public static string NeedsName(string word) => $"A name is missing: /account {word} NAME";

    public static string NoRole(string word) =>
        $"'{word}' is not a role: user, moderator or operator.";

    public static string OnlyConsole(string role) =>
        $"Only the server's console gives or takes the role {role}.";

    public static string OnlyConsoleErases(string name) =>
        $"{name} is an operator: only the server's console can erase this user.";

    public static string Exists(string name) => $"The account '{name}' exists already.";

    /// <summary>The answer that has the code.</summary>
    public static string Code(string name, string code, int hours) =>
        $"'{name}' logs in once with this code in the next {hours} hours, and then chooses a "
        + $"password: /login {name} {code}";

    public static string RoleIs(string name, string role) => $"{name} has the role {role} now.";

    /// <summary>For a user who gave the operators' password.</summary>
    public static string StillOperator(string roleIs) =>
        $"{roleIs} You stay an operator until you log out or disconnect, because you gave the "
        + "operators' password.";

    public static string ReleasedBy(string name, string date) =>
        $"The account {name} is given up. Its name stays reserved until {date}.";

    public static string Count(int accounts) =>
        accounts == 1 ? "1 account:" : $"{accounts} accounts:";

    /// <summary>An account in a list.</summary>
    public static string Entry(string name, string role, string created, string seen) =>
        $"  {name} {role}, created {created}, last used {seen}";

    public static string GivenUp(string until) => $", given up, reserved until {until}";

    /// <summary>What a user sees of the own account.</summary>
    public static string Own(string name, string role, string created, string freeAfter) =>
        $"Account {name}, role {role}, created {created}. If it is not used, its name is free "
        + $"on {freeAfter}.";
}
