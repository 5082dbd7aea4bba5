using Protocol.Messages;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>A typed command that this program does not know; the server may.</summary>
/// <param name="Word">The word without its slash.</param>
/// <param name="Near">A known command that may be meant; null: none is near.</param>
internal sealed record UnknownCommand(string Word, string? Near)
{
    /// <summary>What is wrong, as far as this program knows.</summary>
    public string Sentence => Explain(Refusal.For(RefusalCode.UnknownCommand).Advice);

    /// <summary>What is wrong, when the server does not know the command either.</summary>
    /// <param name="advice">What the server advises: it knows more commands.</param>
    public string Explain(string advice) =>
        InputSentences.UnknownCommand(Word, Near, advice);
}
