using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Gives the password without which nobody gets a name.</summary>
internal static class PassCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (context.House.Entry is not { } password || member.HasPassed)
        {
            context.Done(request, "No password is needed here.");
        }
        else if (Try(context, request, password, "to come in"))
        {
            member.HasPassed = true;
            context.Done(request, "The password is right. Give your name now.");
        }
    }

    /// <summary>
    /// Compares what was given with a password. Refuses what is wrong, and after some of them,
    /// counted by connection and by address, whatever comes.
    /// </summary>
    /// <param name="context">Who tries.</param>
    /// <param name="request">With what.</param>
    /// <param name="password">What would be right.</param>
    /// <param name="what">What it is for, for the log.</param>
    public static bool Try(
        CommandContext context, in ClientRequest request, Password password, string what)
    {
        Member member = context.Member;
        Tries tries = context.House.Tries;
        bool isOver = tries.AreUsedUp(member.Delivery.Origin, context.NowMs);
        if (!isOver && password.Matches(request.Text))
        {
            return true;
        }

        context.House.Office.NoteWrongPassword(CommandContext.Label(member), what);
        if (!isOver)
        {
            tries.Count(member.Delivery.Origin, context.NowMs);
            member.WrongTries++;
        }

        if (isOver || member.WrongTries >= Tries.PerConnection)
        {
            var refusal = Refusal.For(RefusalCode.TooManyTries);
            context.Refuse(request.Id, refusal);
            member.Delivery.Expel(GoodbyeReason.WrongPassword, "Goodbye.");
        }
        else
        {
            context.Refuse(request, RefusalCode.PasswordWrong);
        }

        return false;
    }
}
