namespace LoadTests.Clients;

/// <summary>The state of a load dialect for one connection.</summary>
internal struct DialectMemory
{
    /// <summary>Native: the server's magic has arrived.</summary>
    public bool IsOpen;

    /// <summary>Text: a line that is too long is being skipped.</summary>
    public bool IsSwallowing;

    /// <summary>Text: the room of a line without a command; null before the login.</summary>
    public byte[]? CurrentRoom;
}
