using LoadTests.Checking;
using LoadTests.Clients;

namespace UnitTests.Load.Scenarios;

/// <summary>A client that is already connected and sends nothing.</summary>
internal sealed class ArrivedClient : ILoadClient
{
    public byte[] Name { get; } = [.. "arrived"u8];

    public Listener Listener { get; } = new();

    public bool HasArrived => true;

    public void Begin()
    {
    }

    public void SendToRoom(byte[] room, ReadOnlySpan<byte> text)
    {
    }

    public void SendPrivate(byte[] name, ReadOnlySpan<byte> text)
    {
    }

    public void Dispose()
    {
    }
}
