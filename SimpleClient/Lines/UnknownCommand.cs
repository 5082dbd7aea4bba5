using Protocol.Messages;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>A typed command that this client does not support. The server may support it.</summary>
/// <param name="Word">The word without its slash.</param>
/// <param name="Near">A similar known command; null when there is none.</param>
internal sealed record UnknownCommand(string Word, string? Near)
{
    /// <summary>The explanation when the command is not sent.</summary>
    public string Sentence => Explain(Refusal.For(RefusalCode.UnknownCommand).Advice);

    /// <summary>The explanation when the server does not support the command either.</summary>
    /// <param name="advice">
    /// The server's advice. The server may suggest a command that this client does not have.
    /// </param>
    public string Explain(string advice) =>
        InputSentences.UnknownCommand(Word, Near, advice);
}
