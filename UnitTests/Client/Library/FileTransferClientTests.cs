using SimpleClient.Library;
using SimpleClient.Sentences;
using UnitTests.Client.Terminal.Files;

namespace UnitTests.Client.Library;

/// <summary>
/// A server that stops in the middle of a transfer, or sends endless bytes, does not keep the
/// client waiting.
/// </summary>
internal sealed class FileTransferClientTests
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(200);

    [Test]
    public void Upload_ends_when_the_server_takes_nothing()
    {
        using var server = new FileScript();
        using FileTransferClient transfer = TransferClient(server);
        AssertBroken(transfer.SendAsync(
            "/up/x", new MemoryStream(new byte[10_000_000]), 10_000_000, static _ => { }, default));
    }

    [Test]
    public void Download_ends_when_the_server_sends_nothing()
    {
        using var server = new FileScript();
        using FileTransferClient transfer = TransferClient(server);
        AssertBroken(transfer.FetchAsync("/f/x/", new MemoryStream(), static _ => { }, default));
    }

    [Test]
    public async Task Download_ends_when_the_server_stops_in_the_body()
    {
        using var server = new FileScript();
        using FileTransferClient transfer = TransferClient(server);
        Task fetching = transfer.FetchAsync("/f/x/", new MemoryStream(), static _ => { }, default);
        await server.TakeAsync();
        server.Begin(100);
        server.Send(new byte[50]);
        AssertBroken(fetching);
    }

    [Test]
    public async Task Long_text_of_an_error_is_not_read(
        [Values("GET", "PUT")] string method)
    {
        using var server = new FileScript();
        using FileTransferClient transfer = TransferClient(server);
        Task transferring = method == "GET"
            ? transfer.FetchAsync("/f/x/", new MemoryStream(), static _ => { }, default)
            : transfer.SendAsync(
                "/up/x", new MemoryStream(new byte[1]), 1, static _ => { }, default);
        await server.TakeAsync();
        server.Send("HTTP/1.1 404 Not Found\r\nContent-Length: 1000000000\r\n\r\n"u8.ToArray());
        server.Send(new byte[FileTransferClient.MaxErrorBytes]);
        ChatException fault = Assert.ThrowsAsync<ChatException>(() => transferring)!;
        Assert.That(fault.Message, Is.EqualTo(FileSentences.Status(404)), "it waited for the rest");
    }

    private static FileTransferClient TransferClient(FileScript server) =>
        new("127.0.0.1", server.Port, new ChatClientOptions()) { Stall = s_soon };

    private static void AssertBroken(Task transfer)
    {
        ChatException fault = Assert.ThrowsAsync<ChatException>(() => transfer)!;
        Assert.That(fault.Fault, Is.EqualTo(ChatErrorKind.TransferFailed));
        Assert.That(fault.Message, Is.EqualTo(FileSentences.Broken));
    }
}
