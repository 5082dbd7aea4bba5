using System.Text;

namespace Protocol.Names;

/// <summary>
/// What a name looks like. Names that look alike can be taken for each other, so only one of them
/// may be here at a time, and a ban or a mute of one meets the others.
/// </summary>
/// <remarks>
/// Names are compared by the skeletons of UTS 39, without regard to case. Case and looks do not go
/// together: <c>I</c> looks like <c>l</c>, <c>i</c> and <c>L</c> do not. So a name has the looks of
/// four forms: as it is written, in small letters, in capitals, and with a capital first. Two names
/// are alike when they share a look: <c>lan</c> and <c>Ian</c>, but not <c>Nell</c> and
/// <c>Neil</c>.
/// </remarks>
public sealed class NameLook
{
    private readonly string[] _looks;

    private NameLook(string[] looks) => _looks = looks;

    /// <summary>The looks: strings for comparing only, never shown.</summary>
    public ReadOnlySpan<string> Looks => _looks;

    /// <summary>The look in small letters: the same for all spellings of a name in case.</summary>
    public string Key => _looks[0];

    /// <summary>Looks at a name.</summary>
    /// <param name="name">
    /// The name as UTF-8. It may break the rule for names; what is longer than any name may be is
    /// not looked at.
    /// </param>
    /// <returns>Its looks.</returns>
    public static NameLook Of(ReadOnlySpan<byte> name)
    {
        name = name[..Math.Min(name.Length, WireLimits.RoomNameBytes)];
        return new NameLook(
            Ascii.IsValid(name) ? AsciiLooks.Of(name) : UnicodeLooks.Of(name));
    }

    /// <summary>True when two names can be taken for each other.</summary>
    /// <param name="other">The other's looks.</param>
    /// <returns>Whether they share one.</returns>
    public bool Meets(NameLook other)
    {
        foreach (string look in _looks)
        {
            if (Array.IndexOf(other._looks, look) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
