using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LoadTests.Reporting.Formatting;

/// <summary>
/// Pages are built as XML trees, so that they are well-formed and their texts escaped without
/// anybody having to think of it.
/// </summary>
internal static class Html
{
    /// <summary>The only elements of ours that HTML closes by itself.</summary>
    private static readonly string[] s_void = ["meta", "br"];

    public static XElement Classed(string name, string style, params object?[] content) =>
        new(name, new XAttribute("class", style), content);

    /// <summary>A table that scrolls by itself where the page is narrow.</summary>
    public static XElement Table(
        IEnumerable<string> heads, IEnumerable<IEnumerable<object>> rows) => Classed(
            "div",
            "wide",
            new XElement(
                "table",
                new XElement(
                    "thead",
                    new XElement("tr", heads.Select(static h => new XElement("th", h)))),
                new XElement("tbody", rows.Select(static cells => new XElement(
                    "tr", cells.Select(static c => new XElement("td", c)))))));

    /// <summary>The tree as text that both HTML and XML readers understand.</summary>
    public static string Serialize(XElement root)
    {
        foreach (XText text in root.DescendantNodes().OfType<XText>())
        {
            text.Value = Clean(text.Value);
        }

        foreach (XElement element in root.DescendantsAndSelf())
        {
            foreach (XAttribute attribute in element.Attributes())
            {
                attribute.Value = Clean(attribute.Value);
            }

            if (element.IsEmpty && !s_void.Contains(element.Name.LocalName))
            {
                // HTML takes <td/> for an open element.
                element.Value = string.Empty;
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>What XML cannot say becomes a question mark.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSayable = rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append(isSayable ? rune.ToString() : "?");
        }

        return clean.ToString();
    }
}
