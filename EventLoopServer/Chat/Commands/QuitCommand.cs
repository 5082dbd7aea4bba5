using EventLoopServer.Chat.Rooms;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Closes the connection at the client's request. On request, the session of an account is kept, so
/// that the next client of the session needs no password. The request confirms no private messages:
/// those that were sent after the user typed it may be on the way still.
/// </summary>
internal static class QuitCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.Device.Resumable is { } session)
        {
            session.IsKeptAtQuit = context.Member.Account is not null
                && request.Number == WireLimits.QuitKeepsSession;
        }

        context.Member.Output.Quit();
    }
}
