using System.Text;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// The colour of each name. A name always has the same colour. Each colour has a contrast of at
/// least 3.6 to 1 on black and on white (WCAG's formula; 4.6 is the maximum for both). So the
/// client does not need the colour of the background.
/// </summary>
internal static class NameColour
{
    /// <summary>The colour for errors.</summary>
    public const byte Alarm = 160;

    /// <summary>The colour for private messages.</summary>
    public const byte Private = 163;

    /// <summary>The colour for code.</summary>
    public const byte Code = 30;

    /// <summary>The colours for names, from the 6 x 6 x 6 cube of xterm.</summary>
    public static IReadOnlyList<byte> Palette { get; } =
        [27, 28, 29, 31, 61, 63, 64, 98, 100, 129, 130, 131, 132, 133, 162, 166];

    /// <summary>The colour of a name, in any case.</summary>
    public static byte Of(string name)
    {
        // The hash is FNV-1a, because string.GetHashCode differs from run to run.
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(name.ToLowerInvariant()))
        {
            hash = (hash ^ b) * 16777619;
        }

        return Palette[(int)(hash % (uint)Palette.Count)];
    }
}
