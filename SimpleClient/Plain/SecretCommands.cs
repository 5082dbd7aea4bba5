using Protocol.Commands;
using SimpleClient.Lines;
using SimpleClient.Sentences;

namespace SimpleClient.Plain;

/// <summary>
/// Passwords behind <c>/oper</c> and <c>/pass</c> in a client without a screen of its own: a
/// command without its password asks for it and does not show it.
/// </summary>
/// <param name="screen">Where to ask.</param>
/// <param name="readSecret">Reads a line that is not shown; null: not possible here.</param>
/// <param name="isMasked">
/// True where a password in a line was drawn as asterisks; false where the terminal has shown it.
/// </param>
internal sealed class SecretCommands(
    PlainScreen screen, Func<string?>? readSecret, bool isMasked = false)
{
    /// <summary>Adds the password to a command that lacks it.</summary>
    /// <param name="line">The line that was typed.</param>
    /// <returns>The line to read.</returns>
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
