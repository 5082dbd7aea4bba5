using Protocol.Messages;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>A typed command that this client does not know; the server may know it.</summary>
/// <param name="Word">The word without its slash.</param>
/// <param name="Near">A similar known command; null: none.</param>
internal sealed record UnknownCommand(string Word, string? Near)
{
    /// <summary>The explanation when the command is not sent.</summary>
    public string Sentence => Explain(Refusal.For(RefusalCode.UnknownCommand).Advice);

    /// <summary>The explanation when the server does not know the command either.</summary>
    /// <param name="advice">The server's advice: it may know more commands.</param>
    public string Explain(string advice) =>
        InputSentences.UnknownCommand(Word, Near, advice);
}
