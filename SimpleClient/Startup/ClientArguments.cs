namespace SimpleClient.Startup;

/// <summary>What the command line asked for; null is what it left open.</summary>
internal sealed record ClientArguments
{
    /// <summary>The host when none is given.</summary>
    public const string DefaultHost = "127.0.0.1";

    /// <summary>The port when none is given: the server's own default.</summary>
    public const int DefaultPort = 5050;

    /// <summary>The server's host.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port, 1 to 65535.</summary>
    public int? Port { get; init; }

    /// <summary>The person's name.</summary>
    public string? Name { get; init; }

    /// <summary>A room to enter.</summary>
    public string? Room { get; init; }

    /// <summary>The password that the server asks for, if it does.</summary>
    public string? Password { get; init; }

    /// <summary>True for lines in and lines out, also on a terminal.</summary>
    public bool IsPlain { get; init; }

    /// <summary>True for an encrypted connection.</summary>
    public bool IsTls { get; init; }

    /// <summary>True when there was not a single argument.</summary>
    public bool IsEmpty => this == new ClientArguments();
}
