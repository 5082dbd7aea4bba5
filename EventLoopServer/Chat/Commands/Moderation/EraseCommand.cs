using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>
/// Erases the stored messages of a user. Before that, the user's account is given up, and its
/// connections and sessions end, because they would store the name again.
/// </summary>
internal static class EraseCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (!StoreCommand.MayRun(context, request))
        {
            return;
        }

        byte[] name = request.Target.ToArray();
        Account? account = context.Accounts.Find(name);
        if (account?.State.Role == AccountRole.Operator && context.Member.Role < Role.Console)
        {
            // A thief of the operators' password must not remove the other operators.
            context.Refuse(
                request,
                RefusalCode.ArgumentInvalid,
                AccountSentences.OnlyConsoleErases(account.Name));
            return;
        }

        context.Accounts.Erase(name);
        context.Files.RemoveFrom(Encoding.UTF8.GetString(name));
        Expel(context, name, account);
        StoreCommand.Start(
            context, request, MaintenanceTask.Erase, Encoding.UTF8.GetString(name));
    }

    /// <summary>
    /// Closes the connections of the user. An operator that erases the own name stays connected as
    /// a guest, to get the answer.
    /// </summary>
    private static void Expel(CommandContext context, byte[] name, Account? account)
    {
        Member? holder = context.Directory.FindMember(name);
        foreach (Member member in context.Directory.Named.Where(
            m => m == holder || (account is not null && m.Account == account)).ToArray())
        {
            if (member == context.Member)
            {
                Role role = member.Role;
                member.LogOut();
                member.Device.Grant(role);
                member.ExpelOthers(GoodbyeReason.Kicked, AccountSentences.Erased);
            }
            else
            {
                member.Expel(GoodbyeReason.Kicked, AccountSentences.Erased);
            }
        }
    }
}
