namespace EventLoopServer.Web.Answers;

/// <summary>A body that is not in memory. It is read in pieces while it is sent.</summary>
internal interface IBodySource
{
    /// <summary>
    /// True while the next bytes are not available. The source calls the connection when they are.
    /// </summary>
    bool IsWaiting { get; }

    /// <summary>
    /// The time until which the peer has to take more bytes, in ms on the monotonic clock;
    /// <see cref="long.MaxValue"/> when there is no deadline.
    /// </summary>
    long DueMs { get; }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>
    /// The bytes, valid until the next call. It is empty when the caller has to wait, or when the
    /// body is complete.
    /// </returns>
    ReadOnlySpan<byte> Take(int maxBytes);

    /// <summary>Ends the body, even when bytes are left.</summary>
    void Close();
}
