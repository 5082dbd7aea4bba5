using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Rooms;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Closes the connection at the client's request. The session of an account can be kept, so that
/// its next client needs no password.
/// </summary>
internal static class QuitCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.Device.Resumable is { } session)
        {
            session.IsKeptAtQuit = context.Member.Account is not null
                && request.Number == WireLimits.QuitKeepsSession;
            if (!session.IsKeptAtQuit)
            {
                // A kept session confirms what its client has received when it resumes.
                AwayMessages.Confirm(context.Accounts, session, session.Deliveries.SentUpTo);
            }
        }

        context.Member.Output.Quit();
    }
}
