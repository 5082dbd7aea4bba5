using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Makes somebody an operator who knows the password for that.</summary>
internal static class OperCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (context.House.Operators is not { } password)
        {
            context.Refuse(request, RefusalCode.NoOperators);
        }
        else if (member.Rank >= Rank.Operator)
        {
            context.Notice(request, "You are an operator already.");
        }
        else if (PassCommand.Try(context, request, password, "to be an operator"))
        {
            member.Rank = Rank.Operator;
            context.Note("became an operator");
            context.Notice(request, "You are an operator now: /help lists what that adds.");
        }
    }
}
