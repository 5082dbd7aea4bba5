namespace LoadTests;

/// <summary>What a run of one room has shown.</summary>
/// <param name="Members">Clients in the room.</param>
/// <param name="Expected">Deliveries that there should have been.</param>
/// <param name="Received">Deliveries that there were.</param>
/// <param name="OutOfOrder">Members that saw another order than the first one.</param>
/// <param name="Elapsed">From the first message to the last delivery.</param>
internal sealed record RoomResult(
    int Members, long Expected, long Received, int OutOfOrder, TimeSpan Elapsed)
{
    public bool IsRight => Received == Expected && OutOfOrder == 0;

    public string Describe() =>
        $"{(IsRight ? "right" : "WRONG")}: {Received:N0} of {Expected:N0} "
        + $"deliveries to {Members} members, "
        + $"{OutOfOrder} of them out of order, {Received / Elapsed.TotalSeconds:N0} a second "
        + $"({Elapsed.TotalSeconds:N1} s, clients and server on one machine)";
}
