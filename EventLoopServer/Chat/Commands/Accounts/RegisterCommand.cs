using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>Creates an account for the member's name.</summary>
internal static class RegisterCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (!AccountRules.TakePasswords(context, request))
        {
            return;
        }

        if (!MayRegister(context.Accounts.Policy.Registration, member))
        {
            context.Refuse(request, RefusalCode.RegistrationClosed);
            return;
        }

        if (RefuseName(context, request.Id)
            || !AccountRules.CheckPassword(context, request, member.NameUtf8))
        {
            return;
        }

        AccountAccess access = context.Access.Accounts!;
        bool hasRates = context.Accounts.Policy.HasRates;
        if (hasRates && !access.Registrations.TryAttempt(member.Output.Prefix, context.NowMs))
        {
            context.Refuse(request, RefusalCode.TooManyRegistrations);
            return;
        }

        ulong id = request.Id;
        access.Hash(context, id, request.Text, Register);

        void Register(string hash)
        {
            if (RefuseName(context, id))
            {
                return;
            }

            if (hasRates && !access.Registrations.TryCreate(member.Output.Prefix, context.NowMs))
            {
                context.Refuse(id, Refusal.For(RefusalCode.TooManyRegistrations));
            }
            else
            {
                Account account = context.Accounts.Add(member.Name!.Text, hash);
                context.Accounts.Change(account, account.State with
                {
                    Places = account.AddPlace(member.Output.Prefix),
                });
                member.LogIn(account);
                context.Note(ActionSentences.Registered);
                ReadCommand.TellAll(context);
                KeptAnswer.Send(context, id, () => context.Done(
                    new ClientRequest { Id = id }, AccountSentences.Registered(account.Name)));
            }
        }
    }

    private static bool MayRegister(Registration registration, Member member) =>
        registration switch
        {
            Registration.Open => true,
            Registration.Operator => member.Role >= Role.Operator,
            _ => false,
        };

    /// <summary>Refuses a member that is logged in, or whose name has an account.</summary>
    private static bool RefuseName(CommandContext context, ulong requestId)
    {
        Member member = context.Member;
        Refusal? refusal = member.Account is { } own
            ? Refusal.For(RefusalCode.LoggedInAlready, own.Name)
            : context.Accounts.CheckName(member.NameUtf8, member.Name!.Look, own: null);
        if (refusal is { } found)
        {
            context.Refuse(requestId, found);
        }

        return refusal is not null;
    }
}
