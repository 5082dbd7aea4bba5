using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>Limits on what a client reads from something that may be no server of ours.</summary>
internal sealed class ClientLimitTests
{
    /// <summary>Foreign bytes that go by, and those that may still begin a magic.</summary>
    private const int ForeignBytes = (64 * 1024) + 3;

    [TestCase(ForeignBytes - 1, ChatErrorKind.Rejected)]
    [TestCase(ForeignBytes, ChatErrorKind.Rejected)]
    [TestCase(ForeignBytes + 1, ChatErrorKind.NotChatServer)]
    public void So_many_bytes_before_the_magic_are_read_and_no_more(int bytes, ChatErrorKind fault)
    {
        byte[] sentence = [.. "-- Full.\n"u8];
        byte[] rest = [.. Enumerable.Repeat((byte)'x', bytes - sentence.Length)];
        NativeClientHandshake handshake = new NativeClientHandshake(
            new ReceiveBuffer(new CutBytes([sentence, .. rest.Chunk(1000)]).ReceiveAsync), "here");
        ChatException? e = Assert.ThrowsAsync<ChatException>(
            async () => await handshake.WelcomeAsync(default));
        Assert.That(e!.Fault, Is.EqualTo(fault), "a sentence is believed when its sender ends");
    }

    [TestCase(511, 508)]
    [TestCase(512, 509)]
    [TestCase(513, 509)]
    public async Task So_much_of_a_sentence_in_place_of_TLS_is_shown(int bytes, int shown)
    {
        byte[] sent = [.. "-- "u8, .. Enumerable.Repeat((byte)'x', bytes - 3)];
        GreetingSkippingStream stream = new GreetingSkippingStream(new PieceStream(sent, 100));
        string? sentence = await stream.ReadSentenceAsync(default);
        Assert.That(sentence, Is.EqualTo(new string('x', shown)));
    }

    [Test]
    public async Task A_full_greeting_buffer_is_handed_on_without_another_read()
    {
        byte[] sent = [.. "-- "u8, .. new byte[GreetingSkippingStream.MaxGreetingBytes - 3]];
        GreetingSkippingStream stream = new GreetingSkippingStream(new NoEmptyReads(sent));
        byte[] read = new byte[2 * sent.Length];
        Assert.That(await stream.ReadAsync(read), Is.EqualTo(sent.Length));
    }

    [Test]
    public async Task A_kind_of_a_newer_server_counts_as_one_of_the_past()
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

    /// <summary>A socket's read into no space waits until bytes are there.</summary>
    private sealed class NoEmptyReads(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) => buffer.IsEmpty
                ? throw new InvalidOperationException("A read into no space.")
                : base.ReadAsync(buffer, cancellationToken);
    }
}
