using Protocol.Framing;
using Protocol.Messages;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// The clients of python-tcp-chat. They are asked for a name until it is free, send messages
/// without their name, and leave with <c>exit</c>.
/// </summary>
internal sealed class PromptDialect(int encoding)
    : LegacyDialect(
        encoding,
        new PieceDecoder(writesItsName: false, leaving: [], quitWord: [.. "exit"u8]))
{
    public override string Name => "prompt";

    public override PromptRules Prompting { get; } = new()
    {
        Prompt = "Enter your username: "u8.ToArray(),
        TakenAnswer = "ERROR: Username already taken. Try again.\n"u8.ToArray(),
        WelcomeStandsAlone = true,
    };

    protected override void WriteWelcome(ref ByteWriter writer, ReadOnlySpan<byte> name)
    {
        writer.Bytes("\nWelcome, "u8);
        writer.Bytes(name);
        writer.Byte((byte)'!');
    }

    protected override void WriteRefusal(ref ByteWriter writer, in ServerEvent e)
    {
        if (e.Number != (ulong)RefusalCode.NoSuchPerson)
        {
            base.WriteRefusal(ref writer, e);
            return;
        }

        writer.Byte((byte)'\n');
        writer.Bytes(ErrorHead);
        writer.Bytes("User '"u8);
        writer.Bytes(e.Subject);
        writer.Bytes("' not found."u8);
    }
}
