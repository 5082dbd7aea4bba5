using EventLoopServer.Chat;

namespace UnitTests.Chat;

/// <summary>A server without figures.</summary>
internal sealed class NoFigures : IServerFigures
{
    public string Describe() => "";
}
