using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Rooms;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Closes the connection at the client's request. On request, the session of an account is kept, so
/// that the next client of the session needs no password.
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
                // When a kept session resumes, its client confirms the lines that it has received.
                AwayMessages.Confirm(context.Accounts, session, session.Deliveries.SentUpTo);
            }
        }

        context.Member.Output.Quit();
    }
}
