namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>The effect of a typed byte on the line.</summary>
internal enum ConsoleLineStep
{
    /// <summary>No visible effect.</summary>
    None,

    /// <summary>The text of the line has changed.</summary>
    Changed,

    /// <summary>The line is complete.</summary>
    Line,

    /// <summary>The input has ended.</summary>
    End,
}
