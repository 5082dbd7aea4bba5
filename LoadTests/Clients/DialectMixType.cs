using EventLoopServer.Configuration.Schema;

namespace LoadTests.Clients;

/// <summary>The dialects of a run's clients.</summary>
internal sealed class DialectMixType()
    : WordType([.. DialectMix.Choices.Select(static d => (d.Name, (object?)d))]);
