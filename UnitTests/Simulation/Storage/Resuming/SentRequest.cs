using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>A request that a client repeats with its id until it is accepted or refused.</summary>
internal sealed record SentRequest(RequestVerb Verb, string Target, string Text)
{
    /// <summary>The server has accepted it, but has not confirmed that it is on disk.</summary>
    public bool IsAnswered { get; set; }
}
