namespace UnitTests.Fuzzing;

/// <summary>The regression inputs that fuzzing has found.</summary>
internal static class Crashes
{
    public static IReadOnlyList<Crash> All { get; } =
    [
        // No decoder has failed yet. This input broke a test, because it swallowed the ping.
        new("a telnet command without an end swallows what follows",
            [.. "a"u8, 0xFF, 0xFA, 0xFF, 0xFF, 10]),
    ];
}
