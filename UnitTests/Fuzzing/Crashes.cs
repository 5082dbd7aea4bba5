namespace UnitTests.Fuzzing;

/// <summary>What broke something once, by the name of what broke.</summary>
internal static class Crashes
{
    public static IReadOnlyList<Crash> All { get; } =
    [
        // No decoder has broken yet. This broke a test, whose ping was swallowed.
        new("a telnet command without an end swallows what follows",
            [.. "a"u8, 0xFF, 0xFA, 0xFF, 0xFF, 10]),
    ];
}
