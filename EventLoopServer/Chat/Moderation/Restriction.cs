using EventLoopServer.Admission;
using Protocol.Names;

namespace EventLoopServer.Chat.Moderation;

/// <summary>A ban or a mute: its target, its end, and the operator who made it.</summary>
/// <param name="Subject">The name or the address, in the form that lists show.</param>
/// <param name="UntilMs">
/// The end on the monotonic clock. With <see cref="ForGood"/>, the restriction lasts until an
/// operator removes it.
/// </param>
/// <param name="Reason">The reason as typed. It may be empty.</param>
/// <param name="By">The name of the operator or moderator.</param>
internal sealed record Restriction(string Subject, long UntilMs, string Reason, string By)
{
    public const long ForGood = long.MaxValue;

    /// <summary>The skeletons of the restricted name; null for an address or a network.</summary>
    public NameSkeletons? Skeletons { get; init; }

    /// <summary>The restricted network prefix, or null.</summary>
    public NetworkPrefix? Prefix { get; init; }

    /// <summary>True when the restriction applies to this name or to this prefix.</summary>
    public bool Matches(NameSkeletons? skeletons, NetworkPrefix? prefix) =>
        (Skeletons is not null && skeletons is not null && Skeletons.Matches(skeletons))
        || (Prefix is { } place && prefix is { } other && place.Contains(other));
}
