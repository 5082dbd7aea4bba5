using System.Globalization;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// The messages of the world's own clients: <c>speaker~number~filler</c>, so that each delivered
/// message can be traced to its sender.
/// </summary>
internal static class Words
{
    private const string Filler =
        "zeb Жук ömä 茶 lorem NICK: x, ipsum dolor sit amet USERNAME 42 -- | [x] * y : z";

    public static string Make(string speaker, int number, int fillerLength)
    {
        string filler = string.Empty;
        while (filler.Length < fillerLength)
        {
            filler += Filler[..Math.Min(Filler.Length, fillerLength - filler.Length)];
        }

        return $"{speaker}~{number.ToString(CultureInfo.InvariantCulture)}~{filler}";
    }

    public static bool TryRead(string text, out string speaker, out int number)
    {
        string[] parts = text.Split('~', 3);
        speaker = parts[0];
        number = 0;
        return parts.Length == 3
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out number);
    }
}
