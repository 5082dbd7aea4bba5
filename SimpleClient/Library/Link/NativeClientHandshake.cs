using System.Text;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Link;

/// <summary>
/// The client's side of the native handshake. The client sends hello and waits for the welcome.
/// Until the server has recognised the dialect, it may send other bytes before the welcome.
/// </summary>
internal sealed class NativeClientHandshake(ReceiveBuffer input, string address)
{
    private const ulong Capabilities = NativeWire.Keeps | NativeWire.Search | NativeWire.ReadMarks;

    /// <summary>
    /// The most bytes before the server's magic, the first bytes of the protocol. A server that
    /// sends more is not a chat server. Origin: far more than any greeting, and far less than a
    /// harmful amount of memory.
    /// </summary>
    private const int MaxForeignBytes = 64 * 1024;

    /// <summary>The first bytes of a client.</summary>
    public static byte[] Hello(string agent, bool resumes)
    {
        byte[] opening = new byte[WireLimits.HelloBytes];
        var writer = new ByteWriter(opening);
        NativeWire.WriteHello(
            ref writer,
            Encoding.UTF8.GetBytes(agent),
            token: default,
            Capabilities | (resumes ? NativeWire.Resume : 0));
        return writer.Overflowed
            ? throw new ArgumentException("The program's name is too long.", nameof(agent))
            : opening[..writer.Written];
    }

    /// <summary>Waits for the welcome.</summary>
    /// <returns>The welcome. Its sequence is the most bytes in a message.</returns>
    /// <exception cref="ChatException">The server does not answer with a welcome.</exception>
    public async Task<ChatEvent> WelcomeAsync(CancellationToken cancellation)
    {
        await PassForeignBytesAsync(cancellation);
        var decoder = new EventDecoder(FrameLimits.BeforeWelcome);
        while (true)
        {
            DecodeStatus status = decoder.Decode(input.Unread, out int used, out ChatEvent? item);
            input.Use(used);
            if (status == DecodeStatus.Malformed)
            {
                throw decoder.Fault ?? ChatException.Malformed();
            }

            if (item is not null && Accept(item))
            {
                return item;
            }

            if (status == DecodeStatus.NeedMore && !await input.FillAsync(cancellation))
            {
                throw ChatException.ServerGone();
            }
        }
    }

    private async Task PassForeignBytesAsync(CancellationToken cancellation)
    {
        int searched = 0;
        while (true)
        {
            int at = input.Unread[searched..].IndexOf(NativeWire.Magic);
            if (at >= 0)
            {
                input.Use(searched + at + NativeWire.Magic.Length);
                return;
            }

            searched = Math.Max(0, input.Unread.Length - NativeWire.Magic.Length + 1);
            if (searched > MaxForeignBytes)
            {
                throw NotChatServer();
            }

            if (!await FillAsync(cancellation))
            {
                throw EndedBeforeMagic(input.Unread);
            }
        }
    }

    /// <summary>
    /// Waits for bytes. A reset after a sentence with the reason counts as an ordinary end.
    /// </summary>
    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        try
        {
            return await input.FillAsync(cancellation);
        }
        catch (IOException) when (PlainTextRefusal.Read(input.Unread) is not null)
        {
            return false;
        }
    }

    /// <summary>
    /// A server that rejects a client before the welcome has not written its magic. The refusal is
    /// a native frame or a line of text.
    /// </summary>
    private ChatException EndedBeforeMagic(ReadOnlySpan<byte> said)
    {
        if (said.IsEmpty)
        {
            return ChatException.ServerGone();
        }

        var decoder = new EventDecoder(FrameLimits.BeforeWelcome);
        DecodeStatus status = decoder.Decode(said, out _, out ChatEvent? item);
        if (status == DecodeStatus.Item && item!.Kind == EventKind.Refused)
        {
            return Rejected(item);
        }

        return PlainTextRefusal.Read(said) is { } sentence
            ? new ChatException(ChatErrorKind.Rejected, sentence)
            : NotChatServer();
    }

    private static bool Accept(ChatEvent e) => e.Kind switch
    {
        EventKind.Welcome when e.Number == NativeWire.Version => true,

        // There is no version in common. The refusal after this frame has the server's version.
        EventKind.Welcome when e.Number == 0 => false,
        EventKind.Welcome => throw new ChatException(
            ChatErrorKind.VersionMismatch,
            LinkSentences.OtherVersion($"{e.Number}", $"{NativeWire.Version}")),
        EventKind.Refused => throw Rejected(e),
        EventKind.Goodbye when e.Text.Length > 0 =>
            throw new ChatException(ChatErrorKind.Rejected, Safe(Encoding.UTF8.GetBytes(e.Text))),
        EventKind.Goodbye => throw ChatException.ServerGone(),
        _ => false,
    };

    private static ChatException Rejected(ChatEvent refusal)
    {
        ChatErrorKind fault = refusal.Number == (ulong)RefusalCode.VersionMismatch
            ? ChatErrorKind.VersionMismatch
            : ChatErrorKind.Rejected;
        string words = $"{refusal.Text} {refusal.Detail}".Trim();
        return new ChatException(fault, Safe(Encoding.UTF8.GetBytes(words)));
    }

    private ChatException NotChatServer() => new(
        ChatErrorKind.NotChatServer,
        LinkSentences.NoChatServer(address));

    private static string Safe(ReadOnlySpan<byte> text) => TextRule.Defuse(text);
}
