using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>A request that a client repeats with its id until it is accepted or refused.</summary>
internal sealed record SentRequest(RequestVerb Verb, string Target, string Text)
{
    /// <summary>
    /// The server's answer that it has accepted the request, without a confirmation that it is on
    /// disk: the room, and the number of the message in it. Null while there is none.
    /// </summary>
    public (string Room, ulong Sequence)? Answer { get; set; }

    public bool IsAnswered => Answer is not null;
}
