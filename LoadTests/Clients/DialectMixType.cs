using EventLoopServer.Configuration.Schema;

namespace LoadTests.Clients;

/// <summary>What the clients speak.</summary>
internal sealed class DialectMixType()
    : WordType([.. DialectMix.Choices.Select(static d => (d.Name, (object?)d))]);
