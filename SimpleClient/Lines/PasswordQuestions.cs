using System.Text;
using Protocol.Commands;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>
/// The questions for the passwords of a command that was typed without them. The answers are not
/// shown, so a new password is asked for twice.
/// </summary>
/// <param name="Command">The typed command.</param>
/// <param name="Row">Its row.</param>
internal sealed record PasswordQuestions(string Command, CommandGrammar Row)
{
    private bool HasOld => Row.Shape == ArgumentShape.SecretAndText;

    /// <summary>The questions, in their order.</summary>
    public IReadOnlyList<string> All =>
        !Row.SetsPassword ? [InputSentences.AskPassword]
        : HasOld
            ? [
                InputSentences.AskOldPassword,
                InputSentences.AskNewPassword,
                InputSentences.AskNewPasswordAgain,
            ]
            : [InputSentences.AskNewPassword, InputSentences.AskNewPasswordAgain];

    /// <summary>The questions of a command with all arguments but its passwords.</summary>
    /// <param name="line">The typed line.</param>
    /// <returns>The questions; null for any other line.</returns>
    public static PasswordQuestions? Of(string line)
    {
        string command = line.Trim();
        string[] words = command.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words is [['/', .. var word], ..]
            && CommandCatalog.Find(word) is { TakesPassword: true } row
            && LacksOnlyPasswords(words, row)
                ? new PasswordQuestions(command, row)
                : null;
    }

    /// <summary>The whole line; null when the two new passwords differ.</summary>
    /// <param name="answers">An answer to each question.</param>
    public string? Complete(IReadOnlyList<string> answers)
    {
        if (Row.SetsPassword && answers[^1] != answers[^2])
        {
            return null;
        }

        if (Row.Shape == ArgumentShape.TextAndCode)
        {
            int end = Command.AsSpan().IndexOfAny(' ', '\t');
            return end < 0
                ? $"{Command} {answers[^1]}"
                : $"{Command[..end]} {answers[^1]} {Command[end..].Trim()}";
        }

        // The old password is in quotes, because it may contain blanks.
        return HasOld
            ? $"{Command} \"{answers[0]}\" {answers[^1]}"
            : $"{Command} {answers[^1]}";
    }

    private static bool LacksOnlyPasswords(string[] words, CommandGrammar row) =>
        row.Shape switch
        {
            ArgumentShape.TargetAndText => words.Length == 2,
            ArgumentShape.TextAndCode => words.Length == 1
                || (words.Length == 2 && InvitationCode.IsLike(Encoding.UTF8.GetBytes(words[1]))),
            _ => words.Length == 1,
        };
}
