using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>The skeletons of a name with any characters: see <see cref="NameLook"/>.</summary>
internal sealed class UnicodeLooks
{
    private readonly List<string> _looks = [];

    /// <summary>Makes the skeletons.</summary>
    /// <param name="name">UTF-8.</param>
    /// <returns>The skeletons without duplicates; that of the lower-case form is first.</returns>
    public static string[] Of(ReadOnlySpan<byte> name)
    {
        string written = Encoding.UTF8.GetString(name);
        string small = Convert(written, Rune.ToLowerInvariant);
        int first = small.Length > 1 && char.IsHighSurrogate(small[0]) ? 2
            : Math.Min(small.Length, 1);
        string titled = Convert(small[..first], Rune.ToUpperInvariant) + small[first..];
        string large = Convert(written, Rune.ToUpperInvariant);

        // Most scripts have no case, so that all forms are equal.
        var looks = new UnicodeLooks();
        foreach (string form in new[] { small, written, titled, large }.Distinct())
        {
            looks.Add(form);
        }

        return [.. looks._looks];
    }

    private void Add(string form)
    {
        string look = Skeleton.Of(form);
        bool hasSmall = false;
        bool hasCapital = false;
        foreach (Rune rune in look.EnumerateRunes())
        {
            // l also stands for I and 1, and O for 0, so they do not show the case of the other
            // letters.
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
