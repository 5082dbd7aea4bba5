using Protocol.Framing;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// The clients of simple-tcp-chat. After the prompt <c>USERNAME</c> they send their name a second
/// time. They write their name in front of each message, and send a text when they leave.
/// </summary>
internal sealed class UsernameDialect(int encoding)
    : LegacyDialect(encoding, new PieceDecoder(writesItsName: true, s_leaving, quitWord: []))
{
    private static readonly byte[] s_leaving = [.. " has left the chat."u8];

    public override string Name => "username";

    public override PromptRules Prompting { get; } = new()
    {
        Prompt = "USERNAME"u8.ToArray(),
        NameComesTwice = true,
    };

    protected override ReadOnlySpan<byte> HasLeft => s_leaving;

    protected override void WriteWelcome(ref ByteWriter writer, ReadOnlySpan<byte> name)
    {
        writer.Byte((byte)'\n');
        writer.Bytes(name);
        writer.Bytes(HasJoined);
        writer.Bytes("\nConnected to the server!"u8);
    }
}
