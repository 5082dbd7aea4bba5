namespace LoadTests.Clients;

/// <summary>The state of a load dialect for one connection.</summary>
internal struct DialectMemory
{
    /// <summary>For the native dialect: true after the server's magic has arrived.</summary>
    public bool IsOpen;

    /// <summary>For the text dialect: true while a line that is too long is skipped.</summary>
    public bool IsSwallowing;

    /// <summary>
    /// For the text dialect: the room to which a line without a command goes. Null before the
    /// login.
    /// </summary>
    public byte[]? CurrentRoom;
}
