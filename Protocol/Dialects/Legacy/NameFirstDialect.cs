using Protocol.Framing;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// The clients of multi-client-chat-application. They send their name without a prompt, then
/// messages without their name, and leave with <c>/quit</c>.
/// </summary>
internal sealed class NameFirstDialect(int encoding)
    : LegacyDialect(
        encoding,
        new PieceDecoder(writesItsName: false, leaving: [], quitWord: [.. "/quit"u8]))
{
    public override string Name => "name-first";

    public override PromptRules Prompting { get; } = new();

    /// <summary>Writes nothing: this client itself shows that it is connected.</summary>
    protected override void WriteWelcome(ref ByteWriter writer, ReadOnlySpan<byte> name)
    {
    }
}
