namespace EventLoopServer.Web.Answers;

/// <summary>A body that is not in memory, but read in pieces while it is sent.</summary>
internal interface IBodySource
{
    /// <summary>The next bytes are not there yet. The source calls when they are.</summary>
    bool IsWaiting { get; }

    /// <summary>
    /// When its peer has to have taken more, in ms on the monotonic clock;
    /// <see cref="long.MaxValue"/>: never.
    /// </summary>
    long DueMs { get; }

    /// <summary>Takes the next bytes.</summary>
    /// <returns>The bytes, valid until the next call; empty: wait, or it is over.</returns>
    ReadOnlySpan<byte> Take(int mostBytes);

    /// <summary>Ends it, whatever is left.</summary>
    void Close();
}
