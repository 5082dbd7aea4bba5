using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EventLoopServer.Passwords;

/// <summary>
/// A password hash as text: <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>. Salt and hash are
/// Base64 without padding (the PHC string format).
/// </summary>
/// <param name="Algorithm">The name of the algorithm.</param>
/// <param name="Parameters">The parameters of the algorithm's cost, without the version.</param>
internal sealed record PhcString(string Algorithm, IReadOnlyDictionary<string, int> Parameters)
{
    private const string Version = "v=";

    public required byte[] Salt { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>
    /// The part between the algorithm and the parameters; empty if there is none.
    /// </summary>
    public string VersionPart { get; init; } = "";

    public static bool TryParse(string text, [NotNullWhen(true)] out PhcString? phc)
    {
        phc = null;
        string[] parts = text.Split('$');
        bool hasVersion =
            parts.Length == 6 && parts[2].StartsWith(Version, StringComparison.Ordinal);
        if (parts.Length != (hasVersion ? 6 : 5) || parts[0].Length > 0)
        {
            return false;
        }

        var parameters = new Dictionary<string, int>();
        foreach (string pair in parts[^3].Split(','))
        {
            string[] sides = pair.Split('=');
            if (sides.Length != 2
                || !int.TryParse(sides[1], CultureInfo.InvariantCulture, out int value))
            {
                return false;
            }

            parameters[sides[0]] = value;
        }

        if (ReadBytes(parts[^2]) is not { } salt || ReadBytes(parts[^1]) is not { } hash)
        {
            return false;
        }

        phc = new PhcString(parts[1], parameters)
        {
            Salt = salt,
            Hash = hash,
            VersionPart = hasVersion ? parts[2] : "",
        };
        return true;
    }

    /// <summary>A parameter; 0 when it is missing.</summary>
    public int this[string name] => Parameters.GetValueOrDefault(name);

    public override string ToString()
    {
        string version = VersionPart.Length > 0 ? $"{VersionPart}$" : "";
        string parameters = string.Join(',', Parameters.Select(static p => $"{p.Key}={p.Value}"));
        return $"${Algorithm}${version}{parameters}${Text(Salt)}${Text(Hash)}";
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[]? ReadBytes(string text)
    {
        string padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return padded.Length > 0 && Convert.TryFromBase64String(padded, bytes, out int written)
            ? bytes[..written]
            : null;
    }
}
