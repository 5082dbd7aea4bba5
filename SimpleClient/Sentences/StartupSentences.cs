namespace SimpleClient.Sentences;

/// <summary>Sentences before the chat begins, and about input from a pipe.</summary>
internal static class StartupSentences
{
    public const string LoginExpired =
        "The stored login is not valid any more. Log in with your password.";

    public const string EmptyName = "The name is empty. Give one, such as --name sam. Without "
        + "--name, the client asks for it on a terminal.";

    /// <summary>The question after a failed connection.</summary>
    public const string AskToRetry = "Enter: try again. q: quit. ";

    public static string EmptyValue(string option) =>
        $"The value of {option} is empty. Give one, or leave {option} out.";

    public const string NameMissing = "No name: give one with --name NAME.";

    /// <summary>The question for the password of an account.</summary>
    public static string LoginPassword(string name) => $"Password of {name}: ";

    public static string LoginPasswordMissing(string variable) =>
        $"The password is missing: give it with --login-password-file FILE or in {variable}.";

    public const string NotUtf8 = "The input was not UTF-8. ";

    /// <summary>The text after the address of a server.</summary>
    public const string Encrypted = ", encrypted";

    public const string IsFolder = "it is a folder, not a file";

    public const string IsNotUtf8 = "it is not UTF-8";

    public const string IsIrregular = "it is a pipe or a device, not a regular file";

    public static string LinkToNothing(string target) =>
        $"it is a link to '{target}', which is not there";

    public static string HasTooMuch(int maxBytes) => $"it has more than {maxBytes} bytes";

    public static string UnknownOption(string option) =>
        $"There is no option '{option}'. --help lists the options.";

    public static string OneWordTooMany(string word) =>
        $"'{word}' is one argument too many: only HOST, PORT and NAME stand without an option. Put "
        + "quotes around a word with spaces.";

    public static string NeedsValue(string option, string value) =>
        $"{option} needs a value, and '{value}' is none.";

    public static string WordNotUtf8(string text) =>
        $"'{text}' is not UTF-8. Write it in a terminal that is set to UTF-8.";

    public static string Twice(string what, string first, string second) =>
        $"The {what} is given twice: '{first}' and {second}.";

    public static string PortTwice(string host, string port) =>
        $"The port is given twice: in '{host}' and as '{port}'.";

    public static string NoPort(string text) =>
        $"'{text}' is not a port: a port is a number from 1 to 65535.";

    public static string OutputFailed(string fault) => $"The output can't be written: {fault}.";

    public static string InputFailed(string fault) => $"The input can't be read: {fault}.";

    public static string Connected(string address) =>
        $"-- Connected to {address}. /help lists the commands, /quit leaves.";

    public static string VariableNotUtf8(string variable) =>
        $"The variable {variable} is not UTF-8.";

    public static string PasswordUnreadable(string path, string fault, string variable) =>
        $"The password file '{path}' can't be read: {fault}. It must be a text file with the "
        + $"password in its first line; the variable {variable} is another way.";

    public static string PasswordFileMissing(string path) =>
        $"The password file '{path}' can't be read: there is no such file.";

    public static string PasswordFileEmpty(string path) =>
        $"The password file '{path}' is empty: write the password into its first line.";

    public static string PasswordTooLong(string path, int maxBytes) =>
        $"The password file '{path}' has more than {maxBytes} bytes in its first line: no "
        + "password is that long.";

    public static string LineTooLong(long number, int maxBytes) =>
        $"Line {number} was not sent: it has more than {maxBytes} bytes. Make it shorter.";

    public static string LineNotUtf8(long number) =>
        $"Line {number} was not sent: it is not UTF-8. Convert the input, for example with iconv.";
}
