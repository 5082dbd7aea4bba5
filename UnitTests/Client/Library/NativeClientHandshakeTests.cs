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
    public async Task Welcome_announces_the_maximum_message_length()
    {
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync(Frames.Welcome(messageBytes: 777));
        Assert.That(client.MaxMessageBytes, Is.EqualTo(777));
        Assert.That(client.ServerAgent, Is.EqualTo("Scripted"));
        Assert.That(client.IsClosed, Is.False);
    }

    [Test]
    public void Refused_connection_reports_that_no_server_listens()
    {
        // Bound but not listening, so that no other process can take the port meanwhile.
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
        // Contains the start of a magic.
        byte[] greeting = [.. "-- Welcome! What is your name?\n"u8, .. NativeWire.Magic[..3]];
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync([.. greeting, .. Frames.Welcome()]);
        Assert.That(client.MaxMessageBytes, Is.EqualTo(4096));
    }

    [Test]
    public async Task Endless_bytes_before_the_magic_are_not_a_chat_server()
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
    public async Task Unsupported_version_is_a_version_mismatch()
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
    public async Task Refusal_before_a_common_version_is_reported_with_its_sentence(string behind)
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
    public async Task Plain_text_refusal_of_a_full_server_is_reported_with_its_sentence()
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
    public async Task Sentence_before_a_reset_is_reported()
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
    public async Task Other_protocol_is_not_a_chat_server()
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
    public async Task Server_that_closes_at_once_is_reported_as_gone()
    {
        using var server = new ScriptedServer();
        Task<ChatClient> connecting = server.ConnectAsync();
        await server.AcceptAsync();
        server.End();
        Expect(connecting, ChatErrorKind.ServerGone, LinkSentences.ServerGone);
    }

    [Test]
    public void Silent_server_causes_a_timeout()
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
