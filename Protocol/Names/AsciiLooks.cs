using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>
/// The skeletons of an ASCII name. They are equal to those of <see cref="UnicodeLooks"/>, but only
/// the skeletons themselves are allocated. Nearly every client that connects has such a name.
/// </summary>
internal ref struct AsciiLooks
{
    // In a skeleton, l also stands for I and 1, and O for 0. So these letters do not show the case
    // of a name.
    private static readonly SearchValues<char> s_small =
        SearchValues.Create("abcdefghijkmnopqrstuvwxyz");

    private static readonly SearchValues<char> s_capitals =
        SearchValues.Create("ABCDEFGHIJKLMNPQRSTUVWXYZ");

    /// <summary>
    /// At most two skeletons for each of the four forms of a name: see <see cref="NameLook"/>.
    /// </summary>
    private InlineArray8<string> _looks;
    private int _count;

    /// <summary>Makes the skeletons.</summary>
    /// <param name="name">ASCII, not longer than the longest possible name.</param>
    /// <returns>The skeletons without duplicates; that of the lower-case form is first.</returns>
    public static string[] Of(ReadOnlySpan<byte> name)
    {
        Span<char> written = stackalloc char[name.Length];
        Span<char> form = stackalloc char[name.Length];
        Encoding.ASCII.GetChars(name, written);
        var looks = default(AsciiLooks);

        Ascii.ToLower(written, form, out _);
        looks.Add(form);
        if (!written.SequenceEqual(form))
        {
            looks.Add(written);
        }

        Ascii.ToUpperInPlace(form[..Math.Min(form.Length, 1)], out _);
        looks.Add(form);
        Ascii.ToUpper(written, form, out _);
        looks.Add(form);
        return [.. looks._looks[..looks._count]];
    }

    private void Add(scoped ReadOnlySpan<char> form)
    {
        Span<char> look = stackalloc char[AsciiSkeleton.MaxPrototype * form.Length];
        look = look[..AsciiSkeleton.Write(form, look)];
        bool hasSmall = look.ContainsAny(s_small);
        if (hasSmall || !look.ContainsAny(s_capitals))
        {
            Span<char> small = stackalloc char[look.Length];
            Span<char> smallLook = stackalloc char[AsciiSkeleton.MaxPrototype * look.Length];
            Ascii.ToLower(look, small, out _);
            AddLook(smallLook[..AsciiSkeleton.Write(small, smallLook)]);
        }

        if (!hasSmall)
        {
            AddLook(look);
        }
    }

    private void AddLook(scoped ReadOnlySpan<char> look)
    {
        for (int i = 0; i < _count; i++)
        {
            if (look.SequenceEqual(_looks[i]))
            {
                return;
            }
        }

        _looks[_count++] = look.ToString();
    }
}
