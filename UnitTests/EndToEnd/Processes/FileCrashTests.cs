using System.Net.Sockets;
using System.Text;
using EventLoopServer.Files;
using Protocol.Messages;
using SimpleClient.Library;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>
/// The program is killed in the middle of transfers. Nothing of an incomplete file is served or
/// left, and another attempt succeeds.
/// </summary>
internal sealed class FileCrashTests
{
    private const int FileBytes = 2_000_000;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() =>
        _folder = Directory.CreateTempSubdirectory("tcpchat-crash-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    private string Shared => Path.Combine(_folder, "history", "files");

    [Test]
    public async Task Killed_server_serves_no_part_of_a_file_and_takes_it_again()
    {
        byte[] first = Bytes(1);
        byte[] second = Bytes(2);
        string path;
        using (ServerProcess server = Start())
        {
            int port = server.WaitForPort();
            await using ChatClient alice = await EnterAsync(port, "alice");
            path = await PutAsync(port, await OfferAsync(alice), first);

            // The message is on disk when this returns, and so is the file that was shared before.
            await alice.SayAsync("lobby", "shared");
            using Socket upload = Begin(port, $"PUT {await OfferAsync(alice)}", FileBytes);
            upload.Send(second.AsSpan(0, FileBytes / 2));
            await DraftAsync(port, FileBytes / 4);
            using Socket download = Begin(port, $"GET {path}", 0);
            Assert.That(download.Receive(new byte[1000]), Is.Positive);
            server.SendKill();
            server.WaitForExit();
            Assert.That(Rest(download), Is.LessThan(FileBytes - 1000), "the client sees a break");
        }

        Assert.That(Names(), Has.One.EndsWith(FileVault.DraftEnd), "it was killed in the middle");
        using ServerProcess next = Start();
        int again = next.WaitForPort();
        Assert.That(Names(), Has.Length.EqualTo(1).And.None.EndsWith(FileVault.DraftEnd));
        Assert.That(await GetAsync(again, path), Is.EqualTo(first));
        await using ChatClient carl = await EnterAsync(again, "carl");
        string other = await PutAsync(again, await OfferAsync(carl), second);
        Assert.That(await GetAsync(again, other), Is.EqualTo(second));
    }

    private ServerProcess Start() => new(
        "--port", "0", "--no-console", "--data", _folder, "--store", "on");

    private static async Task<ChatClient> EnterAsync(int port, string name)
    {
        ChatClient client = await ChatClient.ConnectAsync(
            "127.0.0.1",
            port,
            new ChatClientOptions { ConnectTimeout = TimeSpan.FromSeconds(20), Resumes = true });
        await client.NameAsync(name);
        return client;
    }

    /// <returns>The path of the slot.</returns>
    private static async Task<string> OfferAsync(ChatClient client)
    {
        Reply slot = await client.SendAsync(RequestVerb.Offer, "lobby", "a.bin", FileBytes);
        Assert.That(slot.IsRefused, Is.False);
        return slot.Event.Detail;
    }

    /// <returns>The path of the file.</returns>
    private static async Task<string> PutAsync(int port, string slot, byte[] file)
    {
        using HttpClient http = Http(port);
        using HttpResponseMessage answer =
            await http.PutAsync(slot, new ByteArrayContent(file));
        return answer.EnsureSuccessStatusCode().Headers.Location!.OriginalString;
    }

    private static async Task<byte[]> GetAsync(int port, string path)
    {
        using HttpClient http = Http(port);
        return await http.GetByteArrayAsync(path);
    }

    private static HttpClient Http(int port) =>
        new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    /// <summary>
    /// Sends the head of a request. The body is not sent, and the answer not read.
    /// </summary>
    private static Socket Begin(int port, string request, int bytes)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            // A small buffer, so that the file cannot be on its way as a whole.
            ReceiveBufferSize = 4096,
        };
        socket.Connect("127.0.0.1", port);
        socket.Send(Encoding.ASCII.GetBytes(
            $"{request} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {bytes}\r\n\r\n"));
        return socket;
    }

    /// <summary>Waits until an incomplete file has this size on disk.</summary>
    private async Task DraftAsync(int port, long bytes)
    {
        long until = Environment.TickCount64 + 20_000;
        while (new DirectoryInfo(Shared).GetFiles($"*{FileVault.DraftEnd}")
            .All(file => file.Length < bytes))
        {
            Assert.That(Environment.TickCount64, Is.LessThan(until));
            await GetAsync(port, "/healthz");
        }
    }

    /// <returns>The number of bytes that still arrive.</returns>
    private static long Rest(Socket socket)
    {
        long all = 0;
        var space = new byte[64 * 1024];
        try
        {
            while (socket.Receive(space) is > 0 and int bytes)
            {
                all += bytes;
            }
        }
        catch (SocketException)
        {
            // The killed server has reset the connection.
        }

        return all;
    }

    /// <summary>The files in the folder of shared files, without the lock.</summary>
    private string[] Names() =>
    [
        .. Directory.GetFiles(Shared).Select(static path => Path.GetFileName(path))
            .Where(static name => !name.EndsWith(".lock")),
    ];

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[FileBytes];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
