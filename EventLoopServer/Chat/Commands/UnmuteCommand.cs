using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Takes a mute back, under the name that it was made for or has now.</summary>
internal static class UnmuteCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        House house = context.House;
        Member? person = context.Lobby.FindMember(request.Target);
        string look = person?.Name!.Look ?? LookAlike.Skeleton(request.Target);
        bool isMuted = person?.MutedUntilMs > context.NowMs;
        IReadOnlyList<Sanction> gone = house.Mutes.Remove(look, null);

        // Somebody who came back with another name is muted by their address.
        while (person is not null && isMuted
            && house.Mutes.Find(null, House.PlaceOf(person), context.NowMs) is { } byPlace)
        {
            gone = [.. gone, .. house.Mutes.Remove(byPlace.Look, null)];
        }

        if (gone.Count == 0 && !isMuted)
        {
            context.RefuseQuoting(request, RefusalCode.NotListed, request.Target);
            return;
        }

        foreach (Member member in context.Lobby.Named)
        {
            bool wasMet = member == person
                || gone.Any(mute => mute.Meets(member.Name!.Look, House.PlaceOf(member)));
            if (wasMet && member.MutedUntilMs > context.NowMs)
            {
                member.MutedUntilMs = 0;
                house.Recall(member, context.NowMs);
                context.Tell(member, "You are heard again.");
            }
        }

        string name = person is null ? gone[0].Subject : $"{person.Name}";
        context.Note($"unmuted {CommandContext.Label(person, name)}");
        context.Notice(request, $"{name} is heard again.");
    }
}
