using EventLoopServer.Chat.Waiting;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Answers a change of an account after the change is on disk, because a crash must not undo a
/// password that was confirmed.
/// </summary>
internal static class KeptAnswer
{
    /// <summary>How long the member waits for the disk, in ms.</summary>
    public const long WaitMs = 5_000;

    /// <summary>
    /// Answers when the change is on disk. After the deadline, refuses with NotStored.
    /// </summary>
    /// <param name="context">The member that waits.</param>
    /// <param name="requestId">The request to be answered.</param>
    /// <param name="answer">Sends the answer, in a context with the same member.</param>
    public static void Send(CommandContext context, ulong requestId, Action answer)
    {
        if (!context.TryAsk(new KeptQuery(), WaitMs, Answer))
        {
            Answer(isKept: false);
        }

        void Answer(bool isKept)
        {
            if (isKept)
            {
                answer();
            }
            else
            {
                context.Refuse(requestId, Refusal.For(RefusalCode.NotStored));
            }
        }
    }
}
