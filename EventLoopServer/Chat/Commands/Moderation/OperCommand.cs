using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Makes a member an operator, if the operators' password is right.</summary>
internal static class OperCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.Access.Operators is not { } password)
        {
            context.Refuse(request, RefusalCode.NoOperators);
        }
        else if (context.Member.Role >= Role.Operator)
        {
            context.Notice(request, ModerationSentences.OperatorAlready);
        }
        else
        {
            password.Try(context, request, Accept);
        }
    }

    private static void Accept(CommandContext context, ulong requestId)
    {
        context.Device.Grant(Role.Operator);
        context.Note(ActionSentences.BecameOperator);
        context.Notice(
            new ClientRequest { Id = requestId }, ModerationSentences.OperatorNow);
    }
}
