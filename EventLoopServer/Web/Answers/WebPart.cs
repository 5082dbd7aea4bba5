namespace EventLoopServer.Web.Answers;

/// <summary>The parts of the server that answer requests of HTTP.</summary>
internal enum WebPart : byte
{
    /// <summary>
    /// No part. The request was rejected before it reached one, or its path leads to nothing.
    /// </summary>
    None,

    /// <summary>The files of the page.</summary>
    Page,

    /// <summary>The opening of a WebSocket.</summary>
    WebSocket,

    /// <summary>The checks for load balancers and supervisors.</summary>
    Health,

    /// <summary>The metrics.</summary>
    Metrics,

    /// <summary>The samples of the live view.</summary>
    Loop,

    /// <summary>Shared files.</summary>
    File,
}
