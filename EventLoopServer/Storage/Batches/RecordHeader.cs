using System.Runtime.InteropServices;
using Protocol.Messages;

namespace EventLoopServer.Storage.Batches;

/// <summary>
/// The fixed part of a message in a batch. The room, the name and the text follow it.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct RecordHeader
{
    public ulong Incarnation;
    public ulong Sequence;
    public ulong SenderId;
    public ulong RequestId;
    public long TimeMs;
    public long Account;
    public long SenderKey;
    public ulong Receiver;
    public int EmptyLines;
    public int TextBytes;
    public ushort RoomBytes;
    public ushort NameBytes;
    public EventKind Kind;
    public ulong Session;
}
