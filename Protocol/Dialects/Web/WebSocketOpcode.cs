namespace Protocol.Dialects.Web;

/// <summary>The kinds of WebSocket frames. RFC 6455, 5.2; all other numbers are reserved.</summary>
internal enum WebSocketOpcode : byte
{
    /// <summary>Continues a message in several frames.</summary>
    Continuation = 0,

    /// <summary>A message of UTF-8 text.</summary>
    Text = 1,

    /// <summary>A message of bytes.</summary>
    Binary = 2,

    /// <summary>Ends the connection, and answers the end of the peer.</summary>
    Close = 8,

    /// <summary>Asks for a pong with the same payload.</summary>
    Ping = 9,

    /// <summary>Answers a ping.</summary>
    Pong = 10,
}
