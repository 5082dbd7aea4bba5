using System.Text;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>What a client claims to have when it resumes.</summary>
/// <param name="Token">The token of its session.</param>
/// <param name="Answered">The last request with an answer.</param>
/// <param name="Told">The number of the last private line.</param>
internal sealed record ResumePosition(byte[] Token, ulong Answered, ulong Told)
{
    public (string Name, ulong Incarnation, ulong Last)[] Rooms { get; init; } = [];

    public void Send(NativePeer peer, ulong id)
    {
        var space = new byte[1024];
        var writer = new ByteWriter(space);
        foreach ((string room, ulong incarnation, ulong last) in Rooms)
        {
            RoomPositions.Write(ref writer, Encoding.UTF8.GetBytes(room), incarnation, last);
        }

        peer.Request(new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = id,
            Target = Token,
            Text = space.AsSpan(0, writer.Written),
            Number = Answered,
            Count = Told,
        });
    }
}
