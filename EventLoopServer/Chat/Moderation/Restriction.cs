using EventLoopServer.Admission;
using Protocol.Names;

namespace EventLoopServer.Chat.Moderation;

/// <summary>A ban or a mute: whom it meets, for how long, and who wanted it.</summary>
/// <param name="Subject">The name or the address, as it is shown.</param>
/// <param name="UntilMs">
/// When it ends, on the clock that only grows; <see cref="ForGood"/>: by hand only.
/// </param>
/// <param name="Reason">Why, as it was typed; may be empty.</param>
/// <param name="By">Who wanted it.</param>
internal sealed record Restriction(string Subject, long UntilMs, string Reason, string By)
{
    public const long ForGood = long.MaxValue;

    /// <summary>What the name that it meets looks like; null: no name.</summary>
    public NameLook? Look { get; init; }

    /// <summary>The address that it meets; null: none.</summary>
    public NetworkPrefix? Prefix { get; init; }

    /// <summary>True when it meets somebody of such a name or from such a place.</summary>
    public bool Meets(NameLook? look, NetworkPrefix? prefix) =>
        (Look is not null && look is not null && Look.Meets(look))
        || (Prefix is { } place && prefix is { } other && place.Contains(other));
}
