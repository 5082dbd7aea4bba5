using System.Globalization;

namespace UnitTests.Fuzzing;

/// <summary>
/// The first seed of the fuzz tests: 1, unless the environment variable sets another.
/// </summary>
internal static class FuzzSeed
{
    public const string Variable = "FUZZ_SEED";

    public static int First()
    {
        string? told = Environment.GetEnvironmentVariable(Variable);
        return told is null ? 1 : int.Parse(told, CultureInfo.InvariantCulture);
    }
}
