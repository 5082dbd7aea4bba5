using System.Text;

namespace SimpleClient.Terminal.Text;

/// <summary>
/// A colour for each name, the same everywhere and every day. All of them have a contrast of at
/// least 3.6 to 1 on black and on white (WCAG's formula; 4.6 is the most that can be had on both),
/// so nobody has to be asked what the background is.
/// </summary>
internal static class NameColour
{
    /// <summary>For what went wrong.</summary>
    public const byte Alarm = 160;

    /// <summary>For what is private.</summary>
    public const byte Private = 163;

    /// <summary>For code.</summary>
    public const byte Code = 30;

    /// <summary>The colours that names get, of the 6 x 6 x 6 cube of xterm.</summary>
    public static IReadOnlyList<byte> Palette { get; } =
        [27, 28, 29, 31, 61, 63, 64, 98, 100, 129, 130, 131, 132, 133, 162, 166];

    /// <summary>The colour of a name; case does not matter.</summary>
    public static byte Of(string name)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        uint hash = 2166136261;
        foreach (byte b in Encoding.UTF8.GetBytes(name.ToLowerInvariant()))
        {
            hash = (hash ^ b) * 16777619;
        }

        return Palette[(int)(hash % (uint)Palette.Count)];
    }
}
