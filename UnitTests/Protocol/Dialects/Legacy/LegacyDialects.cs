using System.Text;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>The dialects of the older chat programs, by name.</summary>
internal static class LegacyDialects
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    public static IReadOnlyList<string> Names { get; } =
        ["username", "prompt", "name-first", "nick", "nickname"];

    /// <summary>The dialects whose clients write their name before each message.</summary>
    public static IReadOnlyList<string> NameWriters { get; } = ["username", "nick", "nickname"];

    public static IDialect Of(string name) =>
        DialectCatalog.Sets.SelectMany(static s => s.Dialects).First(d => d.Name == name);

    /// <summary>The bytes that a client would receive, which have to be whole characters.</summary>
    public static string Encode(string dialect, in ServerEvent e)
    {
        var space = new byte[256 * 1024];
        var writer = new ByteWriter(space);
        Of(dialect).Encode(ref writer, e);
        Assert.That(writer.Overflowed, Is.False, "the space is too small");
        return s_strict.GetString(space, 0, writer.Written);
    }

    /// <summary>The encoded lines, each without its leading line break.</summary>
    public static string[] Lines(string dialect, in ServerEvent e)
    {
        string all = Encode(dialect, e);
        Assert.That(all, Is.Empty.Or.StartsWith("\n"));
        return all.Length == 0 ? [] : all[1..].Split('\n');
    }
}
