using System.Text;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Passes on nothing more of what somebody says. It follows the name and the address, so that
/// coming back does not lift it; and somebody who is not here is met when they come.
/// </summary>
internal static class MuteCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        House house = context.House;
        Member? person = context.Lobby.FindMember(request.Target);
        ReadOnlySpan<byte> name = person is null ? request.Target : person.NameUtf8;
        if (NameRule.CheckName(name) is { } fault)
        {
            context.Refuse(request, RefusalCode.NameInvalid, fault);
            return;
        }

        long untilMs = Sanction.ForGood;
        if (!request.Text.IsEmpty && !context.TryReadTime(request, request.Text, out untilMs))
        {
            return;
        }

        string until = house.Until(untilMs, context.Moment);
        var mute = new Sanction(Encoding.UTF8.GetString(name), untilMs, "", context.Who)
        {
            Look = LookAlike.Skeleton(name),
            Origin = person is null ? null : House.PlaceOf(person),
        };
        if (!house.Mutes.TryAdd(mute, context.NowMs))
        {
            context.Refuse(request, RefusalCode.ListFull, $"{House.MaxSanctions} mutes");
            return;
        }

        if (person is not null)
        {
            person.MutedUntilMs = untilMs;
            context.Tell(person, $"You were muted by {context.Who}{until}: "
                + "nothing that you say is passed on.");
        }

        context.Note($"muted {CommandContext.Label(person, mute.Subject)}{until}");
        context.Notice(request, $"{mute.Subject} is muted{until}.{(person is null
            ? " Nobody of that name is here now." : "")}");
    }
}
