namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>What a typed byte did to the line.</summary>
internal enum ConsoleLineStep
{
    /// <summary>Nothing that can be seen.</summary>
    None,

    /// <summary>The line is another one.</summary>
    Changed,

    /// <summary>The line is complete.</summary>
    Line,

    /// <summary>Nothing more will be typed.</summary>
    End,
}
