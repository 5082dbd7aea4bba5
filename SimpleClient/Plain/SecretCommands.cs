using Protocol.Commands;
using SimpleClient.Lines;
using SimpleClient.Sentences;

namespace SimpleClient.Plain;

/// <summary>
/// Passwords of <c>/oper</c> and <c>/pass</c> in a client without its own screen. A command without
/// its password asks for it, and the typed password is not shown.
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
        if (command is ['/', .. var word] && CommandCatalog.Find(word)?.TakesPassword == true)
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
}
