using System.Globalization;
using UnitTests.Documents;

namespace UnitTests.Protocol.Names;

/// <summary>ICU's properties of characters and random texts, from <c>Samples.txt</c>.</summary>
internal static class UnicodeSamples
{
    /// <summary>
    /// Each character that looks like an ASCII letter or digit, and that letter or digit.
    /// </summary>
    public static IReadOnlyList<(string Character, string Letter)> LookAlikes { get; } =
        [.. Lines("like ").Select(static w => (Text(w[1]), w[2]))];

    /// <summary>
    /// Texts of characters that names may have: whether they are highly restrictive, whether they
    /// are NFC, and their skeletons.
    /// </summary>
    public static IReadOnlyList<(string Text, bool IsRestricted, bool IsNfc, string Skeleton)> Texts
    { get; } =
    [
        .. Lines("text ").Select(static w => string.Join(' ', w[1..]).Split(" ; ")).Select(
            static p => (Text(p[0]), p[1][0] == '1', p[1][2] == '1', Text(p[2]))),
    ];

    private static IEnumerable<string[]> Lines(string head) =>
        SourceTree.Read("UnitTests/Names/Samples.txt").Split('\n')
            .Where(l => l.StartsWith(head, StringComparison.Ordinal))
            .Select(static l => l.Split(' '));

    private static string Text(string hexes) => string.Concat(hexes.Split(' ').Select(
        static h => char.ConvertFromUtf32(
            int.Parse(h, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
}
