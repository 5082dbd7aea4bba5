using EventLoopServer.Admission;
using Protocol.Names;

namespace EventLoopServer.Chat.Moderation;

/// <summary>A ban or a mute: its target, its end, and the operator who made it.</summary>
/// <param name="Subject">The name or the address, as it is shown.</param>
/// <param name="UntilMs">
/// Its end on the monotonic clock; <see cref="ForGood"/>: until an operator removes it.
/// </param>
/// <param name="Reason">The reason as it was typed; may be empty.</param>
/// <param name="By">The operator.</param>
internal sealed record Restriction(string Subject, long UntilMs, string Reason, string By)
{
    public const long ForGood = long.MaxValue;

    /// <summary>The skeletons of the restricted name; null: none.</summary>
    public NameLook? Look { get; init; }

    /// <summary>The restricted network prefix; null: none.</summary>
    public NetworkPrefix? Prefix { get; init; }

    /// <summary>True when it matches a name or a prefix.</summary>
    public bool Meets(NameLook? look, NetworkPrefix? prefix) =>
        (Look is not null && look is not null && Look.Meets(look))
        || (Prefix is { } place && prefix is { } other && place.Contains(other));
}
