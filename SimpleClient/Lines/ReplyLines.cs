using Protocol.Messages;
using SimpleClient.Library;

namespace SimpleClient.Lines;

/// <summary>Refusals in one line.</summary>
internal static class ReplyLines
{
    /// <summary>Why a request was refused, and what to do about it.</summary>
    /// <param name="reply">The refusal.</param>
    /// <param name="unknown">The command that only the server may know; null: none.</param>
    public static string Refusal(Reply reply, UnknownCommand? unknown = null) =>
        unknown is not null && reply.RefusalCode == RefusalCode.UnknownCommand
            ? EventLines.Safe(unknown.Explain(reply.Advice))
            : Refusal(reply.Sentence, reply.Advice);

    /// <summary>A refusal's sentence and advice, behind each other.</summary>
    public static string Refusal(string sentence, string advice) =>
        EventLines.Safe($"{sentence} {advice}".Trim());
}
