using SimpleClient.Configuration;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// The colours for a dark and for a light background. The usual ones suit both, with a contrast of
/// 3.6 to 1 at least. Those for one background have more: 7 to 1 on black, 5.5 to 1 on white.
/// </summary>
internal static class ThemeColours
{
    private static readonly Dictionary<byte, (byte Dark, byte Light)> s_all = new()
    {
        [27] = (39, 26),
        [28] = (34, 22),
        [29] = (36, 23),
        [31] = (38, 24),
        [61] = (147, 61),
        [63] = (141, 21),
        [64] = (106, 58),
        [98] = (140, 57),
        [100] = (142, 94),
        [129] = (177, 92),
        [130] = (208, 124),
        [131] = (174, 88),
        [132] = (175, 125),
        [133] = (176, 127),
        [162] = (205, 89),
        [166] = (172, 52),
        [NameColour.Alarm] = (203, 126),
        [NameColour.Private] = (206, 90),
        [NameColour.Code] = (37, 25),
    };

    /// <summary>The colour for a background.</summary>
    /// <param name="colour">The usual colour; 0 for the terminal's own.</param>
    /// <param name="theme">The background.</param>
    public static byte Of(byte colour, Theme theme) =>
        theme == Theme.Auto || !s_all.TryGetValue(colour, out (byte Dark, byte Light) both)
            ? colour
            : theme == Theme.Dark ? both.Dark : both.Light;
}
