using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>The skeletons of a name with any characters: see <see cref="NameSkeletons"/>.</summary>
internal sealed class UnicodeSkeletons
{
    private readonly List<string> _skeletons = [];

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
        var skeletons = new UnicodeSkeletons();
        foreach (string form in new[] { small, written, titled, large }.Distinct())
        {
            skeletons.Add(form);
        }

        return [.. skeletons._skeletons];
    }

    private void Add(string form)
    {
        string skeleton = Skeleton.Of(form);
        bool hasSmall = false;
        bool hasCapital = false;
        foreach (Rune rune in skeleton.EnumerateRunes())
        {
            // l also stands for I and 1, and O for 0, so they do not show the case of the other
            // letters.
            hasSmall |= rune.Value != 'l' && Rune.IsLower(rune);
            hasCapital |= rune.Value != 'O' && Rune.IsUpper(rune);
        }

        if (hasSmall || !hasCapital)
        {
            AddSkeleton(Skeleton.Of(Convert(skeleton, Rune.ToLowerInvariant)));
        }

        if (!hasSmall)
        {
            AddSkeleton(skeleton);
        }
    }

    private void AddSkeleton(string skeleton)
    {
        if (!_skeletons.Contains(skeleton))
        {
            _skeletons.Add(skeleton);
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
