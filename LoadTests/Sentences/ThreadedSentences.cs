namespace LoadTests.Sentences;

/// <summary>Lines that the server with a thread for each client sends.</summary>
internal static class ThreadedSentences
{
    public static ReadOnlySpan<byte> TooLong => "-- That line is too long.\n"u8;

    public static ReadOnlySpan<byte> NoCommands =>
        "-- There are no commands here but /quit and /ping.\n"u8;

    public static ReadOnlySpan<byte> Pong => "-- Pong.\n"u8;

    public static string Welcome(string name) => $"-- Welcome, {name}! /quit leaves.";

    public static string InLobby(int others) =>
        $"-- You are in the lobby, with {others} others.";

    public static string Joined(string name) => $"-- {name} joined";

    public static string Left(string name) => $"-- {name} left";
}
