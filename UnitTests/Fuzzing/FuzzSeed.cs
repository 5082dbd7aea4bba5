using System.Globalization;

namespace UnitTests.Fuzzing;

/// <summary>
/// Where the seeds of the fuzz tests begin: the same place each time, unless told.
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
