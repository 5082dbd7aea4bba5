using System.Text;

namespace Protocol.Names;

/// <summary>
/// The appearance of a name. Names that look alike are confusable, so only one of them can be in
/// use at a time. A ban or a mute of one name applies to all names that look like it.
/// </summary>
/// <remarks>
/// Names are compared by the skeletons of UTS 39, without regard to case. Letters that look alike
/// in one case may differ in the other: <c>I</c> looks like <c>l</c>, but <c>i</c> does not look
/// like <c>L</c>. So a name has the skeletons of four forms: as written, in lower case, in upper
/// case, and with one capital in front. Two names are alike when they have a common skeleton:
/// <c>lan</c> and <c>Ian</c>, but not <c>Nell</c> and <c>Neil</c>.
/// </remarks>
public sealed class NameSkeletons
{
    private readonly string[] _skeletons;

    private NameSkeletons(string[] skeletons) => _skeletons = skeletons;

    /// <summary>The skeletons: only for comparing, never shown.</summary>
    public ReadOnlySpan<string> All => _skeletons;

    /// <summary>
    /// The skeleton in lower case: the same for all spellings in upper and lower case.
    /// </summary>
    public string Key => _skeletons[0];

    /// <summary>Makes the skeletons of a name.</summary>
    /// <param name="name">
    /// The name as UTF-8. It may break the rule for names. Bytes after the longest possible name
    /// are ignored.
    /// </param>
    /// <returns>The skeletons.</returns>
    public static NameSkeletons Of(ReadOnlySpan<byte> name)
    {
        name = name[..Math.Min(name.Length, WireLimits.RoomNameBytes)];
        return new NameSkeletons(
            Ascii.IsValid(name) ? AsciiSkeletons.Of(name) : UnicodeSkeletons.Of(name));
    }

    /// <summary>True when two names are confusable.</summary>
    /// <param name="other">The skeletons of the other name.</param>
    /// <returns>Whether they have a common skeleton.</returns>
    public bool Matches(NameSkeletons other)
    {
        foreach (string skeleton in _skeletons)
        {
            if (Array.IndexOf(other._skeletons, skeleton) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
