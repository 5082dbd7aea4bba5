namespace LoadTests.Clients;

/// <summary>What a dialect remembers of one connection between two calls.</summary>
internal struct DialectMemory
{
    /// <summary>Native: the server's magic was seen.</summary>
    public bool IsOpen;

    /// <summary>Text: a line that is too long goes by.</summary>
    public bool IsSwallowing;

    /// <summary>Text: where a line without a command goes; null before the opening.</summary>
    public byte[]? CurrentRoom;
}
