using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>
/// The looks of an ASCII name: the same as <see cref="UnicodeLooks"/> finds, but no string is made
/// beside them. Nearly every client that connects has such a name.
/// </summary>
internal ref struct AsciiLooks
{
    // An l is also the skeleton of I and 1, and an O that of 0: neither shows the others' case.
    private static readonly SearchValues<char> s_small =
        SearchValues.Create("abcdefghijkmnopqrstuvwxyz");

    private static readonly SearchValues<char> s_capitals =
        SearchValues.Create("ABCDEFGHIJKLMNPQRSTUVWXYZ");

    /// <summary>Two for each of four forms at most.</summary>
    private InlineArray8<string> _looks;
    private int _count;

    /// <summary>Finds them.</summary>
    /// <param name="name">ASCII, no longer than any name may be.</param>
    /// <returns>The looks, each once, that in small letters first.</returns>
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
