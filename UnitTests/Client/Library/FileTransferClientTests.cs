using SimpleClient.Library;
using SimpleClient.Sentences;
using UnitTests.Client.Terminal.Files;

namespace UnitTests.Client.Library;

/// <summary>A server that stops in the middle of a transfer does not keep the client waiting.
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

    private static FileTransferClient TransferClient(FileScript server) =>
        new("127.0.0.1", server.Port, new ChatClientOptions()) { Stall = s_soon };

    private static void AssertBroken(Task transfer)
    {
        ChatException fault = Assert.ThrowsAsync<ChatException>(() => transfer)!;
        Assert.That(fault.Fault, Is.EqualTo(ChatErrorKind.TransferFailed));
        Assert.That(fault.Message, Is.EqualTo(FileSentences.Broken));
    }
}
