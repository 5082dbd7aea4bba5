namespace SimpleClient.Sentences;

/// <summary>Texts about typed lines, on a terminal or plain.</summary>
internal static class InputSentences
{
    public const string OutputStalled =
        "The program that reads the output does not read it any more.";

    public const string AskPassword = "Password";

    public const string AskOldPassword = "Old password";

    public const string AskNewPassword = "New password";

    public const string AskNewPasswordAgain = "New password again";

    public const string PasswordsDiffer =
        "The two new passwords differ. Nothing was sent. Type the command again.";

    public const string PasswordWasShown =
        "The terminal has shown this password. Type the command alone next time: it asks for the "
        + "password and does not show it.";

    /// <summary>A question for a password in a client without its own screen.</summary>
    public static string TypeHidden(string question) =>
        $"{question}: type it and press Enter; it is not shown.";

    public static string GivePassword(string variable) =>
        $"Give it with --password-file FILE, or in {variable}.";

    public static string RoomNotEntered(long line, string room) =>
        $"Line {line} was not sent: the room {room} was not entered. "
        + "Enter a room with /join first.";

    public static string EmptyLinesShortened(int lines) =>
        $"More than {lines} empty lines in a row were shortened to {lines}.";

    public static string Pong(double milliseconds) => $"Pong after {milliseconds:0.0} ms.";

    public static string MessageMissing(string name) =>
        $"@{name} has no message behind it. @{name} TEXT sends a private message.";

    public static string UnknownCommand(string word, string? nearest, string advice) =>
        $"Unknown command /{word}. {(nearest is null ? advice : $"Did you mean /{nearest}?")}";
}
