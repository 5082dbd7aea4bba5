using Protocol.Framing;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// The clients of python-chat-application. They are asked with <c>NICKNAME</c> and write their name
/// in front of each message. Lines of the server begin with <c>[SERVER]</c>.
/// </summary>
internal sealed class NicknameDialect(int encoding)
    : LegacyDialect(encoding, new PieceDecoder(writesItsName: true, leaving: [], quitWord: []))
{
    public override string Name => "nickname";

    public override PromptRules Prompting { get; } = new()
    {
        Prompt = "NICKNAME"u8.ToArray(),
    };

    protected override ReadOnlySpan<byte> ServerHead => "[SERVER] "u8;

    protected override ReadOnlySpan<byte> ErrorHead => ServerHead;

    protected override ReadOnlySpan<byte> NoticeHead => ServerHead;

    protected override ReadOnlySpan<byte> HasJoined => " joined the chat!"u8;

    protected override ReadOnlySpan<byte> HasLeft => " left the chat!"u8;

    protected override void WriteWelcome(ref ByteWriter writer, ReadOnlySpan<byte> name) =>
        writer.Bytes("\n[SERVER] Connected to the server!"u8);
}
