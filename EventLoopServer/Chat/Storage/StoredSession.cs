namespace EventLoopServer.Chat.Storage;

/// <summary>A session as it is stored.</summary>
/// <param name="Id">
/// The unique id of the session. It is the id of the member that the session began with.
/// </param>
/// <param name="TokenHash">The SHA-256 of the session's token.</param>
/// <param name="Name">The name of the member.</param>
/// <param name="Rooms">The rooms of the member. The current room is the last one.</param>
internal sealed record StoredSession(
    ulong Id, byte[] TokenHash, string Name, IReadOnlyList<string> Rooms)
{
    /// <summary>The id of the member. Several devices of an account share it.</summary>
    public ulong MemberId { get; init; } = Id;

    /// <summary>The account; null for a guest.</summary>
    public long? Account { get; init; }

    /// <summary>
    /// The mark of the server's password that the client gave; empty when it gave none.
    /// </summary>
    public byte[] PasswordMark { get; init; } = [];

    /// <summary>The highest request id that was accepted.</summary>
    public ulong LastRequest { get; init; }

    /// <summary>The latest answers to accepted requests, in the order of the requests.</summary>
    public IReadOnlyList<StoredAnswer> Answers { get; init; } = [];

    /// <summary>The highest stored number of the session's private lines.</summary>
    public ulong PrivateSequence { get; init; }

    /// <summary>See <see cref="Resuming.PrivateDeliveries.ToString"/>.</summary>
    public string Deliveries { get; init; } = "";

    /// <summary>When the session was stored, in ms since 1970.</summary>
    public long SeenUnixMs { get; init; }

    /// <summary>True when the session had a connection at that time.</summary>
    public bool IsConnected { get; init; }
}
