using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>The target of a ban or a mute: a name, an address or a network.</summary>
/// <param name="Subject">The name or the address, in the form that lists show.</param>
/// <param name="Look">The skeletons of the name; null for an address.</param>
/// <param name="Prefix">The network prefix; null for a name.</param>
/// <param name="Person">The connected member with that name, or null.</param>
internal sealed record RestrictionTarget(
    string Subject, NameSkeletons? Skeletons, NetworkPrefix? Prefix, Member? Person)
{
    /// <summary>
    /// Reads the target of a request. Refuses an invalid target and returns null.
    /// </summary>
    public static RestrictionTarget? Read(CommandContext context, in ClientRequest request)
    {
        string target = Encoding.UTF8.GetString(request.Target);
        PrefixParseResult form =
            context.Access.Server.ReadPrefix(target, out NetworkPrefix prefix, out string shown);
        if (form == PrefixParseResult.Origin)
        {
            return new RestrictionTarget(shown, null, prefix, null);
        }

        // An alias is not a valid name, but it can match a connected member. A connected member may
        // also have a name that is nearly an address, such as 3.14.
        Member? person = context.Directory.FindMemberAlike(request.Target);
        if (person is null && form != PrefixParseResult.Name)
        {
            context.RefuseOrigin(request, form);
            return null;
        }

        if (person is null && NameRule.CheckName(request.Target) is { } fault)
        {
            context.Refuse(request, RefusalCode.NameInvalid, fault);
            return null;
        }

        return new RestrictionTarget(
            person?.Name!.Text ?? target,
            person?.Name!.Skeletons ?? NameSkeletons.Of(request.Target),
            null,
            person);
    }

    /// <summary>True when a request's target is an address or a network.</summary>
    public static bool IsAddress(CommandContext context, in ClientRequest request) =>
        context.Access.Server.ReadPrefix(
            Encoding.UTF8.GetString(request.Target), out _, out _) == PrefixParseResult.Origin;
}
