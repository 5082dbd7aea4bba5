using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using EventLoopServer.Files;
using EventLoopServer.Sentences;
using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Trust;
using SimpleClient.Lines;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>Files over real sockets and a real disk.</summary>
internal sealed class FileTests
{
    private string _folder = "";
    private ChatClientOptions _options = new();

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("tcpchat-files-").FullName;
        _options = new ChatClientOptions();
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task File_sent_by_one_client_is_fetched_by_another([Values] bool isEncrypted)
    {
        _options = isEncrypted
            ? new ChatClientOptions { Tls = new ServerTrust(Path.Combine(_folder, "known")) }
            : new ChatClientOptions();
        using ServerUnderTest server = Start(requireTls: isEncrypted);
        await using ChatClient alice = await EnterAsync(server, "alice");
        await using ChatClient bob = await EnterAsync(server, "bob");
        byte[] bytes = Bytes(3_000_000);
        await SendAsync(server, alice, bytes, new MemoryStream(bytes));
        (string id, string name) = await FindAsync(bob);
        Assert.That(name, Is.EqualTo("a.bin"));
        Assert.That(await FetchAsync(server, id), Is.EqualTo(bytes));
    }

    [Test]
    public async Task Server_that_goes_away_ends_the_transfer_and_a_retry_succeeds()
    {
        byte[] bytes = Bytes(3_000_000);
        ServerUnderTest server = Start();
        ChatClient alice = await EnterAsync(server, "alice");
        var stalled = new StallingStream(bytes, 1_000_000);
        Task sending = SendAsync(server, alice, bytes, stalled);
        await stalled.Stalled;
        server.Dispose();
        stalled.Release();
        ChatException fault = Assert.ThrowsAsync<ChatException>(() => sending)!;
        Assert.That(fault.Fault, Is.EqualTo(ChatErrorKind.TransferFailed));
        await alice.DisposeAsync();
        using ServerUnderTest next = Start();
        Assert.That(
            Directory.GetFiles(Path.Combine(_folder, "files")).Select(Path.GetFileName),
            Is.EqualTo(new[] { "files.lock" }));
        await using ChatClient again = await EnterAsync(next, "alicia");
        await SendAsync(next, again, bytes, new MemoryStream(bytes));
        (string id, _) = await FindAsync(again);
        Assert.That(await FetchAsync(next, id), Is.EqualTo(bytes));
    }

    /// <summary>The command that a text client gets, in a shell, as its user would do it.</summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "it needs sh")]
    public void Text_client_sends_a_file_with_the_command_for_curl(
        [Values("tea.txt", "it's $(tea).txt", "-tea.txt")] string name,
        [Values(9, 2_000_000)] int count)
    {
        RequireCurl();
        byte[] bytes = Bytes(count);
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        using ServerUnderTest server = Start();
        using TestClient alice = server.Text("alice");
        using TestClient bob = server.Text("bob");
        alice.Say($"/send {name} {bytes.Length}");
        string command = LineWith(alice, "curl -T ");
        RunShell(command[command.IndexOf("curl -T ")..]);
        string link = LineWith(bob, " shared ");
        RunShell($"curl -o fetched {link[link.IndexOf("http://")..]}");
        Assert.That(File.ReadAllBytes(Path.Combine(_folder, "fetched")), Is.EqualTo(bytes));
    }

    /// <summary>
    /// A client that sends everything before it reads gets the refusal, and no reset.
    /// </summary>
    [Test]
    public void Refusal_reaches_a_client_that_has_to_send_all_first()
    {
        using ServerUnderTest server = Start();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect("127.0.0.1", server.Port);
        var body = new byte[3_000_000];
        socket.Send(Encoding.ASCII.GetBytes(
            $"PUT /up/{new string('0', 32)} HTTP/1.1\r\nHost: localhost\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n"));
        Assert.That(socket.Send(body), Is.EqualTo(body.Length));
        using var reader = new StreamReader(new NetworkStream(socket));
        Assert.That(reader.ReadLine(), Does.StartWith("HTTP/1.1 404 "));
        Assert.That(reader.ReadToEnd(), Does.Contain(ShareSentences.NoSuchSlot));
    }

    private static void RequireCurl()
    {
        try
        {
            using Process curl = Process.Start(
                new ProcessStartInfo("curl", "--version") { RedirectStandardOutput = true })!;
            curl.ExitInTime();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("curl is not installed here: no text client has sent a file.");
        }
    }

    private static string LineWith(TestClient client, string part)
    {
        string line;
        do
        {
            line = client.ReadLine();
        }
        while (!line.Contains(part));

        return line;
    }

    private void RunShell(string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", command])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string output = shell.StandardOutput.ReadToEnd();
        Assert.That(shell.WaitForExit(20_000), Is.True, command);
        Assert.That(shell.ExitCode, Is.Zero, $"{command}: {output}");
    }

    private ServerUnderTest Start(bool requireTls = false) => new(
        change: o => requireTls
            ? o with { Certificate = TestCertificate.Own, Tls = o.Tls with { IsRequired = true } }
            : o,
        openStore: mailbox => SqliteStore.Open(
            new StoreOptions(Path.Combine(_folder, "history")) { BallastBytes = 0 },
            mailbox,
            new SystemClock(),
            NullLogger.Instance),
        openFiles: () => DiskFolder.Take(Path.Combine(_folder, "files")));

    private async Task<ChatClient> EnterAsync(ServerUnderTest server, string name)
    {
        ChatClient client = await ChatClient.ConnectAsync("127.0.0.1", server.Port, _options);
        await client.NameAsync(name);
        return client;
    }

    private async Task SendAsync(
        ServerUnderTest server, ChatClient client, byte[] bytes, Stream source)
    {
        Reply slot = await client.SendAsync(
            RequestVerb.Offer, "lobby", "a.bin", (ulong)bytes.Length);
        Assert.That(slot.IsRefused, Is.False);
        using FileTransferClient transfer = TransferClient(server);
        await transfer.SendAsync(
            slot.Event.Detail, source, bytes.Length, static _ => { }, default);
    }

    private static async Task<(string Id, string Name)> FindAsync(ChatClient client)
    {
        await foreach (ChatEvent e in client.Events.ReadAllAsync())
        {
            if (SharedLine.FileOf(e) is { } file)
            {
                return file;
            }
        }

        throw new InvalidOperationException("no file was shared");
    }

    private async Task<byte[]> FetchAsync(ServerUnderTest server, string id)
    {
        using FileTransferClient transfer = TransferClient(server);
        using var target = new MemoryStream();
        await transfer.FetchAsync($"/f/{id}/", target, static _ => { }, default);
        return target.ToArray();
    }

    private FileTransferClient TransferClient(ServerUnderTest server) =>
        new("127.0.0.1", server.Port, _options);

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Bytes that stop in the middle until they may go on.</summary>
    private sealed class StallingStream(byte[] bytes, int stop) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource _stalled = new();
        private readonly TaskCompletionSource _goesOn = new();

        public Task Stalled => _stalled.Task;

        public void Release() => _goesOn.SetResult();

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= stop)
            {
                _stalled.TrySetResult();
                await _goesOn.Task;
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
