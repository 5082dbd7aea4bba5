using System.Globalization;

namespace Protocol.Messages;

/// <summary>The size of a file, for people to read.</summary>
public static class FileSize
{
    private static readonly string[] s_units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Writes a size with two digits at least: 0 bytes, 1.5 KiB, 16 MiB.</summary>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>The size in the largest unit that leaves 1 or more.</returns>
    public static string Format(ulong bytes)
    {
        if (bytes < 1024)
        {
            return bytes == 1
                ? "1 byte"
                : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
        }

        double size = bytes / 1024.0;
        int unit = 0;
        for (; size >= 1024; unit++)
        {
            size /= 1024;
        }

        string number = size.ToString(size < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
        return $"{number} {s_units[unit]}";
    }
}
