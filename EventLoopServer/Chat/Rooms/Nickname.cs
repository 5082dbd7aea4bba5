using System.Text;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>A valid name: as UTF-8 for the wire, and as text for the log.</summary>
internal sealed class Nickname
{
    private readonly byte[] _utf8;

    public Nickname(ReadOnlySpan<byte> utf8)
        : this(utf8, NameSkeletons.Of(utf8))
    {
    }

    public Nickname(ReadOnlySpan<byte> utf8, NameSkeletons skeletons)
    {
        _utf8 = utf8.ToArray();
        Text = Encoding.UTF8.GetString(_utf8);
        Skeletons = skeletons;
    }

    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The key for look-ups that ignore case.</summary>
    public byte[] Key => _utf8;

    public string Text { get; }

    /// <summary>The skeletons of the name, to find look-alikes.</summary>
    public NameSkeletons Skeletons { get; }

    public override string ToString() => Text;
}
