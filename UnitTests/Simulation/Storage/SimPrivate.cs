using EventLoopServer.Chat.Storage;

namespace UnitTests.Simulation.Storage;

/// <summary>A private message to the owner of an account who is away.</summary>
internal sealed record SimPrivate(long Account, long SenderKey, StoredLine Line)
{
    public int Bytes => Line.Name.Length + Line.Text.Length;
}
