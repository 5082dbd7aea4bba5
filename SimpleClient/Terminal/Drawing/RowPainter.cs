using System.Text;
using SimpleClient.Configuration;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Drawing;

/// <summary>Converts spans into the text and escape sequences of one row.</summary>
internal static class RowPainter
{
    private const string Plain = "\u001B[0m";

    /// <summary>
    /// Blanks the rest of the row. It must not follow a full row, because the cursor then stays on
    /// the last cell, which would be blanked.
    /// </summary>
    private const string ToEnd = "\u001B[K";

    /// <summary>Paints a row, and blanks its earlier content.</summary>
    /// <param name="spans">The row, safe to draw.</param>
    /// <param name="columns">The width in cells; text beyond it is left out.</param>
    /// <param name="inColour">False when the user disabled colours.</param>
    /// <param name="theme">The background.</param>
    public static string Paint(
        IEnumerable<Span> spans, int columns, bool inColour, Theme theme = Theme.Auto)
    {
        var all = new StringBuilder();
        int used = 0;
        bool isStyled = false;
        foreach (Span span in spans)
        {
            if (span.Style != default || isStyled)
            {
                all.Append(
                    span.Style == default ? Plain : span.Style.Sequence(inColour, theme));
                isStyled = span.Style != default;
            }

            // Each span has the whole address, so that a terminal recognises a link that is broken
            // over several rows.
            bool isLinked = span.Link.Length > 0;
            all.Append(isLinked ? $"\u001B]8;;{span.Link}\u001B\\" : "");
            bool fits = PaintText(all, span.Text, columns, ref used);
            all.Append(isLinked ? "\u001B]8;;\u001B\\" : "");
            if (!fits)
            {
                break;
            }
        }

        all.Append(isStyled ? Plain : "");
        return all.Append(used < columns ? ToEnd : "").ToString();
    }

    private static bool PaintText(StringBuilder all, string text, int columns, ref int used)
    {
        int at = 0;
        while (at < text.Length)
        {
            int length = CellWidth.NextLength(text.AsSpan(at));
            ReadOnlySpan<char> element = text.AsSpan(at, length);
            int cells = CellWidth.OfElement(element);
            if (used + cells > columns)
            {
                return false;
            }

            all.Append(element);
            used += cells;
            if (CellWidth.IsUnsure(element) && used < columns)
            {
                // The terminal may give this character another width, so the column of the next
                // character is set.
                all.Append("\u001B[").Append(used + 1).Append('G');
            }

            at += length;
        }

        return true;
    }
}
