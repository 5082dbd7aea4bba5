using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Creates an account for the member's name. When registration is left to operators, other users
/// need the code of an invitation.
/// </summary>
internal static class RegisterCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (!AccountRules.AllowPasswords(context, request))
        {
            return;
        }

        Registration registration = context.Accounts.Policy.Registration;
        bool needsCode = registration == Registration.Operator
            && context.Member.Role < Role.Operator;
        if (registration == Registration.Off)
        {
            context.Refuse(request, RefusalCode.RegistrationClosed);
        }
        else if (needsCode && request.Target.IsEmpty)
        {
            context.Refuse(request, RefusalCode.InvitationNeeded);
        }
        else if (!RefuseName(context, request.Id)
            && AccountRules.CheckPassword(context, request, context.Member.NameUtf8))
        {
            if (needsCode)
            {
                StartInvited(context, request);
            }
            else
            {
                Start(context, request);
            }
        }
    }

    private static void Start(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
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
                Create(context, id, hash, ActionSentences.Registered);
            }
        }
    }

    /// <summary>
    /// The same with an invitation. The limits of an address do not apply, because its operator has
    /// limited the number of accounts, and a class behind one address registers at the same time.
    /// </summary>
    private static void StartInvited(CommandContext context, in ClientRequest request)
    {
        AccountAccess access = context.Access.Accounts!;
        bool hasRates = context.Accounts.Policy.HasRates;
        ulong id = request.Id;
        byte[] password = request.Text.ToArray();
        access.Invitations.Try(context, id, request.Target, Hash);

        void Hash(Invitation invitation)
        {
            if (hasRates && !invitation.TryAttempt(context.NowMs))
            {
                context.Refuse(id, Refusal.For(RefusalCode.TooManyRegistrations));
            }
            else
            {
                access.Hash(
                    context, id, password, hash => Register(hash, invitation.State.CodeHash));
            }
        }

        void Register(string hash, string codeHash)
        {
            if (RefuseName(context, id))
            {
                return;
            }

            // Another user may have taken the last use, or an operator has revoked it.
            if (context.Accounts.Invitations.FindCode(codeHash) is not { } invitation)
            {
                context.Refuse(id, Refusal.For(RefusalCode.InvitationInvalid));
                return;
            }

            context.Accounts.Invitations.Use(invitation);
            Create(context, id, hash, ActionSentences.RegisteredWith(
                invitation.State.Id, invitation.State.By));
        }
    }

    /// <summary>Creates the account, and answers when it is on disk.</summary>
    private static void Create(CommandContext context, ulong id, string hash, string action)
    {
        Member member = context.Member;
        Account account = context.Accounts.Add(member.Name!.Text, hash);
        context.Accounts.Change(account, account.State with
        {
            Places = account.AddPlace(member.Output.Prefix),
        });
        member.LogIn(account);
        context.Device.Resumable?.GainRights();
        context.Note(action);
        ReadCommand.SendAll(context);
        KeptAnswer.Send(context, id, () => context.Done(
            new ClientRequest { Id = id }, AccountSentences.Registered(account.Name)));
    }

    /// <summary>Refuses a member that is logged in, or whose name has an account.</summary>
    private static bool RefuseName(CommandContext context, ulong requestId)
    {
        Member member = context.Member;
        Refusal? refusal = member.Account is { } own
            ? Refusal.For(RefusalCode.LoggedInAlready, own.Name)
            : context.Accounts.CheckName(member.NameUtf8, member.Name!.Skeletons, own: null);
        if (refusal is { } found)
        {
            context.Refuse(requestId, found);
        }

        return refusal is not null;
    }
}
