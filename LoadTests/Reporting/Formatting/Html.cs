using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LoadTests.Reporting.Formatting;

/// <summary>
/// HTML as XML trees. So pages are always well-formed, and their texts are always escaped.
/// </summary>
internal static class Html
{
    /// <summary>The void elements of HTML that the pages contain.</summary>
    private static readonly string[] s_void = ["meta", "br"];

    public static XElement Classed(string name, string style, params object?[] content) =>
        new(name, new XAttribute("class", style), content);

    /// <summary>A table that scrolls horizontally on a narrow page.</summary>
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

    /// <summary>The tree as text that is both HTML and XML.</summary>
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
                // In HTML, <td/> is an element that is still open. The empty text adds an end tag.
                element.Value = string.Empty;
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Replaces characters that XML does not allow with question marks.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isAllowed = rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append(isAllowed ? rune.ToString() : "?");
        }

        return clean.ToString();
    }
}
