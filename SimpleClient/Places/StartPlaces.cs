namespace SimpleClient.Places;

/// <summary>The places that the client opens at its start.</summary>
/// <param name="Labels">
/// The rooms, and persons with <c>@</c>, in the order of their numbers.
/// </param>
/// <param name="Shown">The place that is shown; empty for the lobby.</param>
internal sealed record StartPlaces(IReadOnlyList<string> Labels, string Shown)
{
    /// <summary>True when the user has left the lobby, which the server enters by itself.</summary>
    public bool IsOutOfLobby { get; init; }

    /// <summary>Rooms, of which the first one is shown.</summary>
    public static StartPlaces Of(IReadOnlyList<string> rooms) =>
        new(rooms, rooms.Count > 0 ? rooms[0] : "");
}
