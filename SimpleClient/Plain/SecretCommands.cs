using SimpleClient.Lines;
using SimpleClient.Sentences;

namespace SimpleClient.Plain;

/// <summary>
/// Asks for the passwords of <c>/oper</c>, <c>/login NAME</c> and other commands, in a client
/// without its own screen. A command that was typed without its password asks for it, and the typed
/// password is not shown.
/// </summary>
/// <param name="screen">Shows the question.</param>
/// <param name="readSecret">
/// Reads a line without showing it; null when that is not possible here.
/// </param>
/// <param name="isMasked">
/// True when a password in a line is drawn as asterisks; false when the terminal shows it.
/// </param>
internal sealed class SecretCommands(
    PlainScreen screen, Func<string?>? readSecret, bool isMasked = false)
{
    /// <summary>Adds the passwords to a command that lacks them.</summary>
    /// <param name="line">The typed line.</param>
    /// <returns>The completed line; empty when two answers differ.</returns>
    public string Complete(string line)
    {
        if (readSecret is null)
        {
            return line;
        }

        if (PasswordQuestions.Of(line) is { } questions)
        {
            return Ask(questions, readSecret);
        }

        int from = TypedLine.SecretFrom(line);
        if (!isMasked && from >= 0 && from < line.Length)
        {
            screen.Print($"-- {InputSentences.PasswordWasShown}");
        }

        return line;
    }

    private string Ask(PasswordQuestions questions, Func<string?> read)
    {
        var answers = new List<string>();
        foreach (string question in questions.All)
        {
            screen.Print($"-- {InputSentences.TypeHidden(question)}");
            answers.Add(read() ?? "");
        }

        if (questions.Complete(answers) is { } line)
        {
            return line;
        }

        screen.Print($"-- {InputSentences.PasswordsDiffer}");
        return "";
    }
}
