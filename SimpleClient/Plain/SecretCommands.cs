using Protocol.Commands;
using SimpleClient.Lines;
using SimpleClient.Sentences;

namespace SimpleClient.Plain;

/// <summary>
/// Passwords of <c>/oper</c>, <c>/login NAME</c> and others in a client without its own screen. A
/// command without its password asks for it, and the typed password is not shown.
/// </summary>
/// <param name="screen">Shows the question.</param>
/// <param name="readSecret">Reads a line without showing it; null: not possible here.</param>
/// <param name="isMasked">
/// True when a password in a line is drawn as asterisks; false when the terminal shows it.
/// </param>
internal sealed class SecretCommands(
    PlainScreen screen, Func<string?>? readSecret, bool isMasked = false)
{
    /// <summary>Adds the password to a command that lacks it.</summary>
    /// <param name="line">The typed line.</param>
    /// <returns>The completed line.</returns>
    public string Complete(string line)
    {
        if (readSecret is null)
        {
            return line;
        }

        string command = line.Trim();
        if (LacksPassword(command))
        {
            screen.Print($"-- {InputSentences.TypePassword}");
            return $"{command} {readSecret()}";
        }

        int from = TypedLine.SecretFrom(line);
        if (!isMasked && from >= 0 && from < line.Length)
        {
            screen.Print($"-- {InputSentences.PasswordWasShown}");
        }

        return line;
    }

    /// <summary>True for a command with all arguments but the password.</summary>
    private static bool LacksPassword(string command)
    {
        string[] words = command.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words is [['/', .. var word], ..]
            && CommandCatalog.Find(word) is { TakesPassword: true } row
            && words.Length == (row.NeedsTarget ? 2 : 1);
    }
}
