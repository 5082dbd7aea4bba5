using Protocol.Framing;

namespace Protocol.Dialects.Legacy;

/// <summary>
/// The clients of multi-client-chat-application: they send their name unasked, then bare messages,
/// and leave with <c>/quit</c>.
/// </summary>
internal sealed class NameFirstDialect(int encoding)
    : LegacyDialect(
        encoding,
        new PieceDecoder(writesItsName: false, leaving: [], quitWord: [.. "/quit"u8]))
{
    public override string Name => "name-first";

    public override PromptRules Prompting { get; } = new();

    /// <summary>Nothing: this client says by itself that it is connected.</summary>
    protected override void WriteWelcome(ref ByteWriter writer, ReadOnlySpan<byte> name)
    {
    }
}
