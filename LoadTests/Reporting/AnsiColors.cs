namespace LoadTests.Reporting;

/// <summary>Colours for a console, or none.</summary>
internal sealed class AnsiColors(bool hasColours)
{
    private const string Reset = "\e[0m";

    public string Tick(bool isGood) => isGood ? In("\e[32m", "✓") : Bad("✗");

    public string Bad(string text) => In("\e[31m", text);

    public string Strong(string text) => In("\e[1m", text);

    public string Soft(string text) => In("\e[2m", text);

    private string In(string colour, string text) => hasColours ? colour + text + Reset : text;
}
