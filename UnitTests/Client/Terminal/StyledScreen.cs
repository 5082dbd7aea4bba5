using System.Globalization;
using System.Text.RegularExpressions;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal;

/// <summary>The characters of a captured screen, each with its style.</summary>
internal sealed partial class StyledScreen
{
    private readonly List<(string Row, List<Style> Styles)> _rows = [];

    /// <param name="captured">
    /// The rows with the escape sequences of their styles. A style goes on into the next row.
    /// </param>
    public StyledScreen(IEnumerable<string> captured)
    {
        Style style = default;
        foreach (string row in captured)
        {
            string text = "";
            var styles = new List<Style>();
            foreach (string part in Sequence().Split(row))
            {
                if (part.StartsWith('\u001B'))
                {
                    style = part.EndsWith('m') ? Changed(style, part[2..^1]) : style;
                }
                else
                {
                    text += part;
                    styles.AddRange(Enumerable.Repeat(style, part.Length));
                }
            }

            _rows.Add((text, styles));
        }
    }

    /// <summary>The style of a text that is in one row only, and has one style.</summary>
    public Style Of(string text) => Of(text, text);

    /// <summary>The style of a text inside another one that is in one row only.</summary>
    /// <param name="text">The text, which has one style.</param>
    /// <param name="within">The text around it, which may have several.</param>
    public Style Of(string text, string within)
    {
        (string row, List<Style> styles) =
            _rows.Single(one => one.Row.Contains(within, StringComparison.Ordinal));
        int at = row.IndexOf(within, StringComparison.Ordinal)
            + within.IndexOf(text, StringComparison.Ordinal);
        return styles[at..(at + text.Length)].Distinct().Single();
    }

    private static Style Changed(Style style, string codes)
    {
        int[] all = [.. codes.Split(';').Select(
            static code => code.Length == 0 ? 0 : int.Parse(code, CultureInfo.InvariantCulture))];
        for (int i = 0; i < all.Length; i++)
        {
            style = all[i] switch
            {
                0 => default,
                1 => style with { IsBold = true },
                2 => style with { IsDim = true },
                3 => style with { IsItalic = true },
                4 => style with { IsUnderlined = true },
                7 => style with { IsReversed = true },
                38 => style with { Colour = (byte)all[i += 2] },
                39 => style with { Colour = 0 },
                _ => style,
            };
        }

        return style;
    }

    [GeneratedRegex(@"(\u001B\[[0-9;]*m|\u001B[()].)")]
    private static partial Regex Sequence();
}
