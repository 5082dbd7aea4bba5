using EventLoopServer.Files;
using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>Files over real sockets and a real disk.</summary>
internal sealed class FileTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() =>
        _folder = Directory.CreateTempSubdirectory("tcpchat-files-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task File_sent_by_one_client_is_fetched_by_another()
    {
        using ServerUnderTest server = Start();
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

    private ServerUnderTest Start() => new(
        openStore: mailbox => SqliteStore.Open(
            new StoreOptions(Path.Combine(_folder, "history")) { BallastBytes = 0 },
            mailbox,
            new SystemClock(),
            NullLogger.Instance),
        openFiles: () => DiskFolder.Take(Path.Combine(_folder, "files")));

    private static async Task<ChatClient> EnterAsync(ServerUnderTest server, string name)
    {
        ChatClient client = await ChatClient.ConnectAsync(
            "127.0.0.1", server.Port, TimeSpan.FromSeconds(20));
        await client.NameAsync(name);
        return client;
    }

    private static async Task SendAsync(
        ServerUnderTest server, ChatClient client, byte[] bytes, Stream source)
    {
        Reply slot = await client.SendAsync(
            RequestVerb.Offer, "lobby", "a.bin", (ulong)bytes.Length);
        Assert.That(slot.IsRefused, Is.False);
        using FileCourier courier = Courier(server);
        await courier.SendAsync(
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

    private static async Task<byte[]> FetchAsync(ServerUnderTest server, string id)
    {
        using FileCourier courier = Courier(server);
        using var target = new MemoryStream();
        await courier.FetchAsync($"/f/{id}/", target, static _ => { }, default);
        return target.ToArray();
    }

    private static FileCourier Courier(ServerUnderTest server) =>
        new("127.0.0.1", server.Port, new ChatClientOptions());

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
