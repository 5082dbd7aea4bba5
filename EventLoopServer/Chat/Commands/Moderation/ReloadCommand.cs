using EventLoopServer.Chat.Moderation;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Reads the options and the certificate again, and answers with the changes.</summary>
internal static class ReloadCommand
{
    /// <summary>
    /// How long an operator waits for the answer, in ms. The files may be on a slow disk.
    /// </summary>
    private const long WaitMs = 30_000;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        ulong id = request.Id;
        var query = new ReloadQuery();
        if (!context.TryAsk(query, WaitMs, Send, context.Access.Server.TryReload))
        {
            Refuse(ReloadSentences.Busy);
            return;
        }

        context.Note(ReloadSentences.Started);

        void Send(bool isAnswered)
        {
            if (isAnswered && query.IsApplied)
            {
                context.Notice(new ClientRequest { Id = id }, query.Result);
            }
            else
            {
                Refuse(isAnswered ? query.Result : ReloadSentences.Slow);
            }
        }

        void Refuse(string fault) =>
            context.Refuse(id, Refusal.For(RefusalCode.ReloadFailed, fault));
    }
}
