namespace EventLoopServer.Chat.Storage;

/// <summary>A session as it is stored.</summary>
/// <param name="Id">Unique; the id of the member that it began with.</param>
/// <param name="TokenHash">SHA-256 of its token.</param>
/// <param name="Name">The name of the guest.</param>
/// <param name="Rooms">Its rooms; the current one is the last.</param>
internal sealed record StoredSession(
    ulong Id, byte[] TokenHash, string Name, IReadOnlyList<string> Rooms)
{
    /// <summary>The id of its member, which several devices of an account share.</summary>
    public ulong MemberId { get; init; } = Id;

    /// <summary>The account; null: a guest.</summary>
    public long? Account { get; init; }

    /// <summary>The mark of the server's password that its client gave; empty: none.</summary>
    public byte[] PasswordMark { get; init; } = [];

    /// <summary>The highest request id that was accepted.</summary>
    public ulong LastRequest { get; init; }

    /// <summary>The highest number of its private lines that was stored.</summary>
    public ulong PrivateSequence { get; init; }

    /// <summary>See <see cref="Resuming.PrivateDeliveries.ToString"/>.</summary>
    public string Deliveries { get; init; } = "";

    /// <summary>When it was stored, ms since 1970.</summary>
    public long SeenUnixMs { get; init; }

    /// <summary>It had a connection then.</summary>
    public bool IsConnected { get; init; }
}
