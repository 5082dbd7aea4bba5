using System.Text.Json;
using UnitTests.Documents;

namespace UnitTests.Web.Page;

/// <summary>
/// Examples in <c>examples.json</c>, which the tests of the page use too. So the page and the
/// terminal client treat the same text in the same way.
/// </summary>
internal static class PageExamples
{
    private static readonly JsonElement s_all = JsonDocument.Parse(
        SourceTree.Read("UnitTests/Web/Page/examples.json")).RootElement;

    /// <summary>A text, and its spans.</summary>
    public static IEnumerable<object[]> Markup => Pairs("markup");

    /// <summary>Joins (+) and leaves (-), and the text of their folded line.</summary>
    public static IEnumerable<object[]> Presence => Pairs("presence");

    /// <summary>A text, a name, and the position of the name.</summary>
    public static IEnumerable<object[]> Mention => s_all.GetProperty("mention").EnumerateArray()
        .Select(static row => new object[]
        {
            row[0].GetString()!, row[1].GetString()!, row[2].GetInt32(),
        });

    /// <summary>A pasted text, and its messages with their empty lines.</summary>
    public static IEnumerable<object[]> Block => Lists("block");

    /// <summary>A line, and the words that complete its last one.</summary>
    public static IEnumerable<object[]> Completion => Lists("completion");

    /// <summary>The names and rooms that can be completed.</summary>
    public static string[] Words(string kind) => Texts(s_all.GetProperty(kind));

    private static IEnumerable<object[]> Pairs(string kind) =>
        s_all.GetProperty(kind).EnumerateArray()
            .Select(static row => new object[] { row[0].GetString()!, row[1].GetString()! });

    private static IEnumerable<object[]> Lists(string kind) =>
        s_all.GetProperty(kind).EnumerateArray()
            .Select(static row => new object[] { row[0].GetString()!, Texts(row[1]) });

    private static string[] Texts(JsonElement list) =>
        [.. list.EnumerateArray().Select(static one => one.GetString()!)];
}
