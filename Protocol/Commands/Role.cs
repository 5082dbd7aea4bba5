namespace Protocol.Commands;

/// <summary>What somebody may ask for: a rank may do all that those before it may.</summary>
public enum Role : byte
{
    /// <summary>Anybody.</summary>
    Guest,

    /// <summary>
    /// On the server's own machine: may look, and so may whoever comes through a tunnel to it.
    /// </summary>
    Local,

    /// <summary>Has given the operators' password.</summary>
    Operator,

    /// <summary>The server's own console, which nobody can take anything from.</summary>
    Console,
}
