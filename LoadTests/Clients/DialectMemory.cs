namespace LoadTests.Clients;

/// <summary>What a decoder remembers of one connection between two calls.</summary>
internal struct DialectMemory
{
    /// <summary>Native: the server's magic was seen.</summary>
    public bool IsOpen;

    /// <summary>Text: a line that is too long goes by.</summary>
    public bool IsSwallowing;
}
