using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Feeds;
using EventLoopServer.Sessions;
using Protocol.Commands;
using Protocol.Messages;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>
/// Faulty copies of the leave command: the member gets the wrong last events of the room.
/// </summary>
internal static class WrongRange
{
    public const RequestVerb Verb = (RequestVerb)0x71;

    /// <summary>The member's range ends after its own departure, so it receives that too.</summary>
    public static Command TooLong { get; } = Make(LeaveLate);

    /// <summary>The member misses the events of the turn before it left.</summary>
    public static Command TooShort { get; } = Make(LeaveAtOnce);

    private static Command Make(CommandHandler run) => new(
        new CommandGrammar(Verb, "/slip [ROOM]", "leaves")
        {
            Words = ["slip"],
            Shape = ArgumentShape.Target,
        },
        run);

    private static void LeaveLate(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is { } room)
        {
            Member member = context.Member;
            room.Notify(
                EventKind.Departed, member, member.NameUtf8, request.Id, context.TimeMs, default);
            Leave(context, request, room);
        }
    }

    private static void LeaveAtOnce(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is { } room)
        {
            OutputPlan plan = ((SessionOutput)context.Member.Output).Connection.Plan;
            foreach (Subscription subscription in plan.Subscriptions.ToArray())
            {
                // Starts all subscriptions at the current end, as if the turn had no events yet.
                subscription.Feed.Remove(subscription);
                var fresh = new Subscription(plan, subscription.Feed)
                {
                    Opening = subscription.Feed.Opening,
                    Offset = subscription.Feed.Buffer?.Length ?? 0,
                };
                subscription.Feed.Add(fresh);
                plan.Subscriptions.Remove(subscription);
                plan.Subscriptions.Add(fresh);
            }

            context.Directory.Leave(
                context.Member.Find(room.Name.Utf8)!, request.Id, context.TimeMs, default);
            SendParted(context, request, room);
        }
    }

    private static void Leave(CommandContext context, in ClientRequest request, Room room)
    {
        context.Directory.Leave(
            context.Member.Find(room.Name.Utf8)!,
            request.Id,
            context.TimeMs,
            default,
            quietly: true);
        SendParted(context, request, room);
    }

    private static void SendParted(CommandContext context, in ClientRequest request, Room room) =>
        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Parted,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
            Room = room.Name.Utf8,
            Detail = context.Member.Current is null ? default : context.Member.Current.Name.Utf8,
            InLobby = room.IsLobby,
        });
}
