using System.Text;
using Protocol.Names;

namespace Protocol.Messages;

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
    private readonly List<string> _looks = [];

    private NameLook()
    {
    }

    /// <summary>The looks: strings for comparing only, never shown.</summary>
    public IReadOnlyList<string> Looks => _looks;

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
        string written =
            Encoding.UTF8.GetString(name[..Math.Min(name.Length, WireLimits.RoomNameBytes)]);
        string small = Convert(written, Rune.ToLowerInvariant);
        int first = small.Length > 1 && char.IsHighSurrogate(small[0]) ? 2
            : Math.Min(small.Length, 1);
        var look = new NameLook();
        look.Add(small);
        look.Add(written);
        look.Add(Convert(small[..first], Rune.ToUpperInvariant) + small[first..]);
        look.Add(Convert(written, Rune.ToUpperInvariant));
        return look;
    }

    /// <summary>True when two names can be taken for each other.</summary>
    /// <param name="other">The other's looks.</param>
    /// <returns>Whether they share one.</returns>
    public bool Meets(NameLook other)
    {
        foreach (string look in _looks)
        {
            if (other._looks.Contains(look))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string form)
    {
        string look = Skeleton.Of(form);
        bool hasSmall = false;
        bool hasCapital = false;
        foreach (Rune rune in look.EnumerateRunes())
        {
            // l stands for I and 1 too, and O for 0: neither says which case the others have.
            hasSmall |= rune.Value != 'l' && Rune.IsLower(rune);
            hasCapital |= rune.Value != 'O' && Rune.IsUpper(rune);
        }

        if (hasSmall || !hasCapital)
        {
            AddLook(Skeleton.Of(Convert(look, Rune.ToLowerInvariant)));
        }

        if (!hasSmall)
        {
            AddLook(look);
        }
    }

    private void AddLook(string look)
    {
        if (!_looks.Contains(look))
        {
            _looks.Add(look);
        }
    }

    private static string Convert(string text, Func<Rune, Rune> change)
    {
        Span<char> space = stackalloc char[2];
        var changed = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            changed.Append(space[..change(rune).EncodeToUtf16(space)]);
        }

        return changed.ToString();
    }
}
