using System.Net;
using System.Net.Sockets;
using System.Text;
using Protocol.Dialects.Native;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Client.Library;

internal sealed class NativeClientHandshakeTests
{
    [Test]
    public async Task The_welcome_tells_how_long_a_message_may_be()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync(Frames.Welcome(messageBytes: 777));
        Assert.That(client.MaxMessageBytes, Is.EqualTo(777));
        Assert.That(client.ServerAgent, Is.EqualTo("Scripted"));
        Assert.That(client.IsClosed, Is.False);
    }

    [Test]
    public void A_refused_connection_says_that_nobody_listens()
    {
        // Bound but not listening, so that nobody else can take the port meanwhile.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        ChatException? e = Assert.ThrowsAsync<ChatException>(
            () => ChatClient.ConnectAsync("127.0.0.1", port, new ChatClientOptions()));
        Assert.That(e!.Fault, Is.EqualTo(ChatErrorKind.Refused));
        string sentence = LinkSentences.Refused($"127.0.0.1:{port}");
        Assert.That(e.Message, Is.EqualTo(sentence));
    }

    [Test]
    public async Task Bytes_before_the_magic_are_skipped()
    {
        // With the beginning of a magic in them.
        byte[] greeting = [.. "-- Welcome! What is your name?\n"u8, .. NativeWire.Magic[..3]];
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync([.. greeting, .. Frames.Welcome()]);
        Assert.That(client.MaxMessageBytes, Is.EqualTo(4096));
    }

    [Test]
    public async Task Endless_bytes_before_the_magic_are_no_chat_server()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        await server.SendAsync(new byte[65 * 1024]);
        Expect(
            connecting,
            ChatErrorKind.NotChatServer,
            SentencePart.After(LinkSentences.NoChatServer));
    }

    [Test]
    public async Task Another_version_is_a_version_mismatch()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        await server.SendAsync(Frames.Welcome(version: 2));
        Expect(connecting, ChatErrorKind.VersionMismatch, "version 2");
    }

    [TestCase("")]
    [TestCase("magic")]
    [TestCase("welcome")]
    public async Task A_refusal_before_any_version_is_told_in_its_words(string behind)
    {
        byte[] first = behind switch
        {
            "magic" => NativeWire.Magic.ToArray(),
            "welcome" => Frames.Welcome(version: 0),
            _ => [],
        };
        byte[] refusal = Frames.Of(new ChatEvent
        {
            Kind = EventKind.Refused,
            Number = (ulong)RefusalCode.VersionMismatch,
            Text = "No version in common.",
            Detail = "Use another client.",
        });
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        await server.SendAsync(first, refusal);
        server.End();
        Expect(
            connecting, ChatErrorKind.VersionMismatch, "No version in common. Use another client.");
    }

    [Test]
    public async Task A_full_server_that_says_so_in_text_is_told_in_its_words()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        await server.SendAsync(
            Encoding.UTF8.GetBytes($"{TextLine.Refused(RefusalCode.ServerFull)}\n"));
        server.End();
        Expect(connecting, ChatErrorKind.Rejected, TextLine.RefusalText(RefusalCode.ServerFull));
    }

    [Test]
    public async Task A_sentence_counts_although_a_reset_comes_behind_it()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        await server.SendAsync(
            Encoding.UTF8.GetBytes($"{TextLine.Refused(RefusalCode.ServerFull)}\n"));
        server.Reset();
        Expect(connecting, ChatErrorKind.Rejected, TextLine.RefusalText(RefusalCode.ServerFull));
    }

    [Test]
    public async Task Another_protocol_is_no_chat_server()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        await server.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        server.End();
        Expect(
            connecting,
            ChatErrorKind.NotChatServer,
            SentencePart.After(LinkSentences.NoChatServer));
    }

    [Test]
    public async Task A_server_that_closes_at_once_is_gone()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        server.End();
        Expect(connecting, ChatErrorKind.ServerGone, LinkSentences.ServerGone);
    }

    [Test]
    public void A_server_that_says_nothing_runs_into_the_deadline()
    {
        using var server = new ScriptedServer();
        var options = new ChatClientOptions { ConnectTimeout = TimeSpan.FromMilliseconds(50) };
        Expect(server.ConnectAsync(options), ChatErrorKind.TimedOut, SentencePart.After(
            static address => LinkSentences.NobodyAnswered(
                address, LinkSentences.Seconds(TimeSpan.FromMilliseconds(50)))));
    }

    private static void Expect(Task<ChatClient> connecting, ChatErrorKind fault, string words)
    {
        ChatException? e = Assert.ThrowsAsync<ChatException>(() => connecting);
        Assert.That(e!.Fault, Is.EqualTo(fault));
        Assert.That(e.Message, Does.Contain(words));
    }
}
