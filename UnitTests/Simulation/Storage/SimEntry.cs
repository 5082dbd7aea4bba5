using System.Text;
using EventLoopServer.Chat.Storage;

namespace UnitTests.Simulation.Storage;

/// <summary>One appended event: a line or a change.</summary>
internal sealed record SimEntry(StoredLine? Line, StoreChange? Change)
{
    /// <summary>A private message to the owner of an account.</summary>
    public SimPrivate? Private { get; init; }

    /// <summary>The session of a receiver of a private message, and its number.</summary>
    public (ulong Session, ulong Number)? Told { get; init; }

    /// <summary>The session of a request that was accepted, and its id.</summary>
    public (ulong Session, ulong Request)? Accepted { get; init; }

    /// <summary>The time of the message, ms since 1970.</summary>
    public long TimeMs { get; init; }

    /// <summary>The stored answer to the request that was accepted.</summary>
    public StoredAnswer Answer => new(
        Accepted?.Request ?? 0,
        TimeMs,
        Encoding.UTF8.GetBytes(Line?.Room ?? ""),
        Line?.Sequence ?? 0);
}
