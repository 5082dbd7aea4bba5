using System.Text;
using SimpleClient.Configuration;

namespace SimpleClient.Terminal.Text;

/// <summary>The style of a text; the default is the terminal's own style.</summary>
internal readonly record struct Style
{
    /// <summary>
    /// One of the 256 colours of terminals, 16 to 255; 0 means the terminal's own colour.
    /// </summary>
    public byte Colour { get; init; }

    public bool IsBold { get; init; }

    public bool IsDim { get; init; }

    public bool IsItalic { get; init; }

    public bool IsUnderlined { get; init; }

    public bool IsReversed { get; init; }

    /// <summary>The escape sequence that switches from any style to this one.</summary>
    /// <param name="inColour">False when the user disabled colours.</param>
    /// <param name="theme">The background.</param>
    public string Sequence(bool inColour, Theme theme = Theme.Auto)
    {
        var all = new StringBuilder("\u001B[0");
        Add(all, IsBold, ";1");
        Add(all, IsDim, ";2");
        Add(all, IsItalic, ";3");
        Add(all, IsUnderlined, ";4");
        Add(all, IsReversed, ";7");
        if (Colour != 0 && inColour)
        {
            all.Append(";38;5;").Append(ThemeColours.Of(Colour, theme));
        }

        return all.Append('m').ToString();
    }

    private static void Add(StringBuilder all, bool isSo, string code) =>
        all.Append(isSo ? code : "");
}
