using Protocol.Messages;
using SimpleClient.Library;

namespace SimpleClient.Lines;

/// <summary>Refusals as one line.</summary>
internal static class ReplyLines
{
    /// <summary>The reason of a refusal and its advice.</summary>
    /// <param name="reply">The refusal.</param>
    /// <param name="unknown">
    /// A command that this client does not know; null when there is none.
    /// </param>
    public static string Refusal(Reply reply, UnknownCommand? unknown = null) =>
        unknown is not null && reply.RefusalCode == RefusalCode.UnknownCommand
            ? EventLines.Safe(unknown.Explain(reply.Advice))
            : Refusal(reply.Sentence, reply.Advice);

    /// <summary>A refusal's sentence, then its advice.</summary>
    public static string Refusal(string sentence, string advice) =>
        EventLines.Safe($"{sentence} {advice}".Trim());
}
