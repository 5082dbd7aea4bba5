using EventLoopServer.Chat;

namespace UnitTests.Chat;

/// <summary>A server without statistics.</summary>
internal sealed class NoStatistics : IServerStatistics
{
    public string Describe() => "";
}
