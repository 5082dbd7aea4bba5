namespace EventLoopServer.Sentences.Operators;

/// <summary>What a service manager shows about the server.</summary>
internal static class ServiceSentences
{
    /// <summary>The line of <c>systemctl status</c>.</summary>
    public static string Status(int people, int rooms) =>
        $"{people} {(people == 1 ? "user" : "users")}, {rooms} {(rooms == 1 ? "room" : "rooms")}";
}
