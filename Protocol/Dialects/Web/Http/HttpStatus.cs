namespace Protocol.Dialects.Web.Http;

/// <summary>The status of an HTTP answer. RFC 9110, 15.</summary>
public enum HttpStatus : ushort
{
    /// <summary>No status: the request is not complete yet.</summary>
    Incomplete = 0,

    /// <summary>Send the body of the request.</summary>
    Continue = 100,

    /// <summary>The connection becomes a WebSocket.</summary>
    SwitchingProtocols = 101,

    /// <summary>The answer has what was asked for.</summary>
    Ok = 200,

    /// <summary>The request has made something new: Location has its address.</summary>
    Created = 201,

    /// <summary>The answer has the part that was asked for.</summary>
    PartialContent = 206,

    /// <summary>The client has the same bytes already.</summary>
    NotModified = 304,

    /// <summary>The request cannot be understood.</summary>
    BadRequest = 400,

    /// <summary>The client has to give a token.</summary>
    Unauthorized = 401,

    /// <summary>The client may not have this.</summary>
    Forbidden = 403,

    /// <summary>There is nothing at this path.</summary>
    NotFound = 404,

    /// <summary>The path has no such method.</summary>
    MethodNotAllowed = 405,

    /// <summary>The request did not end in time.</summary>
    RequestTimeout = 408,

    /// <summary>The request needs a Content-Length.</summary>
    LengthRequired = 411,

    /// <summary>The request has a body, and the path takes none.</summary>
    ContentTooLarge = 413,

    /// <summary>There is no such part.</summary>
    RangeNotSatisfiable = 416,

    /// <summary>The server is not responsible for this host.</summary>
    Misdirected = 421,

    /// <summary>The client has to speak WebSocket, version 13.</summary>
    UpgradeRequired = 426,

    /// <summary>The address has too many connections.</summary>
    TooManyRequests = 429,

    /// <summary>The head is too long, or has too many fields.</summary>
    HeadTooLarge = 431,

    /// <summary>The request needs something that this server does not have.</summary>
    NotImplemented = 501,

    /// <summary>The server cannot serve now.</summary>
    ServiceUnavailable = 503,

    /// <summary>The request has a version of HTTP other than 1.0 and 1.1.</summary>
    VersionNotSupported = 505,

    /// <summary>The server has no space for what was sent.</summary>
    InsufficientStorage = 507,
}
