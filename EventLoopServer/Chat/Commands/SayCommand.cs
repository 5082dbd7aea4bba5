using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Says something in a room. This is what the server does most.</summary>
internal static class SayCommand
{
    public static void Run(CommandContext context, in ClientRequest request) =>
        Run(context, request, EventKind.Said);

    /// <summary>Says it or does it: in a room that is the same but for the kind.</summary>
    public static void Run(CommandContext context, in ClientRequest request, EventKind kind)
    {
        if (context.FindOwnRoom(request) is { } room && context.MaySendTo(room, request))
        {
            context.Directory.Sequencer.Propose(room, new RoomProposal
            {
                Kind = kind,
                Member = context.Member,
                RequestId = request.Id,
                Now = context.Now,
                Text = request.Text,
                EmptyLines = kind == EventKind.Said ? request.Number : 0,
            });
        }
    }
}
