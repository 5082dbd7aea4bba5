using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>
/// The skeletons of an ASCII name. They are equal to those of <see cref="UnicodeSkeletons"/>, but
/// only the skeletons themselves are allocated. Nearly every client that connects has such a name.
/// </summary>
internal ref struct AsciiSkeletons
{
    // In a skeleton, l also stands for I and 1, and O for 0. So these letters do not show the case
    // of a name.
    private static readonly SearchValues<char> s_small =
        SearchValues.Create("abcdefghijkmnopqrstuvwxyz");

    private static readonly SearchValues<char> s_capitals =
        SearchValues.Create("ABCDEFGHIJKLMNPQRSTUVWXYZ");

    /// <summary>
    /// At most two skeletons for each of the four forms of a name: see <see cref="NameSkeletons"/>.
    /// </summary>
    private InlineArray8<string> _skeletons;
    private int _count;

    /// <summary>Makes the skeletons.</summary>
    /// <param name="name">ASCII, not longer than the longest possible name.</param>
    /// <returns>The skeletons without duplicates; that of the lower-case form is first.</returns>
    public static string[] Of(ReadOnlySpan<byte> name)
    {
        Span<char> written = stackalloc char[name.Length];
        Span<char> form = stackalloc char[name.Length];
        Encoding.ASCII.GetChars(name, written);
        var skeletons = default(AsciiSkeletons);

        Ascii.ToLower(written, form, out _);
        skeletons.Add(form);
        if (!written.SequenceEqual(form))
        {
            skeletons.Add(written);
        }

        Ascii.ToUpperInPlace(form[..Math.Min(form.Length, 1)], out _);
        skeletons.Add(form);
        Ascii.ToUpper(written, form, out _);
        skeletons.Add(form);
        return [.. skeletons._skeletons[..skeletons._count]];
    }

    private void Add(scoped ReadOnlySpan<char> form)
    {
        Span<char> skeleton = stackalloc char[AsciiSkeleton.MaxPrototype * form.Length];
        skeleton = skeleton[..AsciiSkeleton.Write(form, skeleton)];
        bool hasSmall = skeleton.ContainsAny(s_small);
        if (hasSmall || !skeleton.ContainsAny(s_capitals))
        {
            Span<char> small = stackalloc char[skeleton.Length];
            Span<char> ofSmall = stackalloc char[AsciiSkeleton.MaxPrototype * skeleton.Length];
            Ascii.ToLower(skeleton, small, out _);
            AddSkeleton(ofSmall[..AsciiSkeleton.Write(small, ofSmall)]);
        }

        if (!hasSmall)
        {
            AddSkeleton(skeleton);
        }
    }

    private void AddSkeleton(scoped ReadOnlySpan<char> skeleton)
    {
        for (int i = 0; i < _count; i++)
        {
            if (skeleton.SequenceEqual(_skeletons[i]))
            {
                return;
            }
        }

        _skeletons[_count++] = skeleton.ToString();
    }
}
