using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>Limits on the input from a peer that may not be a TcpChat server.</summary>
internal sealed class ClientLimitTests
{
    /// <summary>Foreign bytes that are skipped, plus those that may start a magic.</summary>
    private const int ForeignBytes = (64 * 1024) + 3;

    [TestCase(ForeignBytes - 1, ChatErrorKind.Rejected)]
    [TestCase(ForeignBytes, ChatErrorKind.Rejected)]
    [TestCase(ForeignBytes + 1, ChatErrorKind.NotChatServer)]
    public void Bytes_before_the_magic_are_limited(int bytes, ChatErrorKind fault)
    {
        byte[] sentence = [.. "-- Full.\n"u8];
        byte[] rest = [.. Enumerable.Repeat((byte)'x', bytes - sentence.Length)];
        NativeClientHandshake handshake = new NativeClientHandshake(
            new ReceiveBuffer(new CutBytes([sentence, .. rest.Chunk(1000)]).ReceiveAsync), "here");
        ChatException? e = Assert.ThrowsAsync<ChatException>(
            async () => await handshake.WelcomeAsync(default));
        Assert.That(e!.Fault, Is.EqualTo(fault), "a sentence counts after its sender closed");
    }

    [TestCase(511, 508)]
    [TestCase(512, 509)]
    [TestCase(513, 509)]
    public async Task Plain_sentence_instead_of_TLS_is_shown_up_to_a_limit(int bytes, int shown)
    {
        byte[] sent = [.. "-- "u8, .. Enumerable.Repeat((byte)'x', bytes - 3)];
        GreetingSkippingStream stream = new GreetingSkippingStream(new PieceStream(sent, 100));
        string? sentence = await stream.ReadSentenceAsync(default);
        Assert.That(sentence, Is.EqualTo(new string('x', shown)));
    }

    [Test]
    public async Task Full_greeting_buffer_is_passed_on_without_another_read()
    {
        byte[] sent = [.. "-- "u8, .. new byte[GreetingSkippingStream.MaxGreetingBytes - 3]];
        GreetingSkippingStream stream = new GreetingSkippingStream(new NoEmptyReads(sent));
        byte[] read = new byte[2 * sent.Length];
        Assert.That(await stream.ReadAsync(read), Is.EqualTo(sent.Length));
    }

    [Test]
    public async Task Unknown_event_kind_counts_as_a_history_event()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        byte[] unknown = Frames.Said("dev", "new");
        unknown[3] = 0xFE; // The kind is the highest byte of the header.
        await server.SendAsync(
            Frames.Past("dev", 2), unknown, Frames.Said("dev", "old"), Frames.Said("dev", "live"));
        var seen = new List<string>();
        while (seen.Count < 3)
        {
            ChatEvent e = await client.Events.ReadAsync();
            seen.Add($"{e.Kind} {e.Text} {e.IsPast}");
        }

        Assert.That(
            seen, Is.EqualTo(new[] { "Past  False", "Said old True", "Said live False" }));
    }

    /// <summary>A zero-byte read of a socket waits until bytes are available.</summary>
    private sealed class NoEmptyReads(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) => buffer.IsEmpty
                ? throw new InvalidOperationException("A read into no space.")
                : base.ReadAsync(buffer, cancellationToken);
    }
}
