using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>Conditions that several commands for accounts share.</summary>
internal static class AccountRules
{
    /// <summary>
    /// Least bytes of a password, as NIST SP 800-63B demands. Attempts are limited, so a longer
    /// password only helps against a stolen store.
    /// </summary>
    public const int MinPasswordBytes = 8;

    /// <summary>
    /// Refuses a command with a password when the server has no accounts, or when the connection is
    /// not confidential.
    /// </summary>
    /// <returns>True when the member may send a password.</returns>
    public static bool AllowPasswords(CommandContext context, in ClientRequest request)
    {
        IMemberOutput output = context.Member.Output;
        if (!context.Accounts.IsOn)
        {
            context.Refuse(request, RefusalCode.AccountsOff);
            return false;
        }

        if (output.IsLegacy
            || (!output.IsConfidential && !context.Accounts.Policy.IsPlainAllowed))
        {
            context.Refuse(request, RefusalCode.PlainConnection);
            return false;
        }

        return true;
    }

    /// <summary>
    /// As <see cref="AllowPasswords"/>, and refuses a member that is not logged in.
    /// </summary>
    /// <returns>The member's account; null when the request was refused.</returns>
    public static Account? FindOwn(CommandContext context, in ClientRequest request)
    {
        if (!AllowPasswords(context, request))
        {
            return null;
        }

        if (context.Member.Account is null)
        {
            context.Refuse(request, RefusalCode.NotLoggedIn);
        }

        return context.Member.Account;
    }

    /// <summary>Refuses a new password that is easy to guess.</summary>
    public static bool CheckPassword(
        CommandContext context, in ClientRequest request, ReadOnlySpan<byte> name)
    {
        string? fault = request.Text.Length switch
        {
            < MinPasswordBytes => AccountSentences.PasswordTooShort(MinPasswordBytes),
            > WireLimits.PasswordBytes =>
                AccountSentences.PasswordTooLong(WireLimits.PasswordBytes),
            _ when NameComparer.Same(request.Text, name) => AccountSentences.PasswordIsName,
            _ => null,
        };
        if (fault is not null)
        {
            context.Refuse(request, RefusalCode.PasswordWeak, fault);
        }

        return fault is null;
    }

    /// <summary>The role as users type and read it.</summary>
    public static string WordOf(AccountRole role) => $"{role}".ToLowerInvariant();

    public static string TextOf(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
