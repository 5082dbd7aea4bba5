using EventLoopServer.Chat.Storage;

namespace UnitTests.Simulation.Storage;

/// <summary>A private message that waits for the login of its receiver.</summary>
internal sealed record SimPrivate(long Account, long SenderKey, StoredLine Line)
{
    public int Bytes => Line.Name.Length + Line.Text.Length;
}
