using System.Text.Json;
using PuppeteerSharp;
using UnitTests.Support;

namespace UnitTests.Browser.Files;

/// <summary>Users share files through the page, with a real server.</summary>
internal sealed class SharedFileTests : BrowserFixture
{
    private const string Loaded =
        "document.querySelector('#lines .picture img')?.naturalWidth === 2";

    private StoredServer _world = null!;

    [SetUp]
    public void StartServer() => _world = new StoredServer();

    [TearDown]
    public void StopServer() => _world.Dispose();

    [Test]
    public async Task Pasted_picture_appears_in_another_page_and_in_a_terminal()
    {
        await using ChatPage ann = await EnterAsync("ann");
        await using ChatPage bob = await EnterAsync("bob");
        using TestClient carl = _world.Server.Text("carl");
        await FakeFiles.GiveAsync(ann, "paste", ("my cat.png", FakeFiles.Png));
        await ann.UntilAsync("it is ready", "document.querySelector('.transfer.ready') !== null");
        await ann.SayAsync("look!");
        await bob.UntilAsync("bob sees it", Loaded);
        await ann.UntilAsync("ann sees it", Loaded);
        await ann.UntilAsync("nothing is left", "document.querySelector('#transfers').hidden");
        string line = carl.ReadLine();
        while (!line.Contains("/f/", StringComparison.Ordinal))
        {
            line = carl.ReadLine();
        }

        Assert.That(line, Does.Contain("ann").And.EndsWith("/my%20cat.png"));
        Assert.That(await FetchAsync(bob), Is.EqualTo(FakeFiles.Png));

        await bob.Page.ReloadAsync();
        await bob.LogInAsync("bob2");
        await bob.UntilAsync("it is in the history", Loaded);
        await bob.SayAsync("/search cat");
        await bob.UntilAsync(
            "it is found",
            "document.querySelector('#search-hits').textContent.includes('File: my cat.png')");
    }

    [Test]
    public async Task Other_file_is_a_card_with_a_download()
    {
        await using ChatPage ann = await EnterAsync("ann");
        await using ChatPage bob = await EnterAsync("bob");
        await FakeFiles.GiveAsync(ann, "drop", ("plan.pdf", [.. "%PDF-1.7 plan"u8]));
        await ann.UntilAsync("it is ready", "document.querySelector('.transfer.ready') !== null");
        await ann.Page.ClickAsync("#send-button");
        await bob.SeesAsync("plan.pdf");
        Assert.That(await bob.TextsAsync(".file .muted"), Is.EqualTo(["13 bytes, PDF"]));
        Assert.That(await bob.TextsAsync(".picture"), Is.Empty);
    }

    [Test]
    public async Task File_above_the_limit_is_refused_before_the_upload()
    {
        await using ChatPage ann = await EnterAsync("ann");
        await GiveLargeAsync(ann, (16 * 1024 * 1024) + 1);
        await ann.UntilAsync(
            "the reason",
            "document.querySelector('.transfer.failed .transfer-state')"
            + "?.textContent.includes('16')");
        Assert.That(ann.Requests, Has.None.StartsWith("/up/"));
    }

    [Test]
    public async Task Upload_survives_a_restart_of_the_server()
    {
        await using ChatPage ann = await EnterAsync("ann");
        await using ChatPage bob = await EnterAsync("bob");
        await SlowDownAsync(ann, bytesPerSecond: 500_000);
        await GiveLargeAsync(ann, 4_000_000);
        await ann.UntilAsync(
            "a part is sent", "document.querySelector('.transfer progress')?.value > 0");
        _world.Restart();
        _world.Proxy.Cut();
        await ann.UntilAsync(
            "the reason", "document.querySelector('.transfer.waiting, .transfer.queued') !== null");
        await SlowDownAsync(ann, bytesPerSecond: -1);
        await bob.SeesAsync("large.bin");
        await ann.UntilAsync("nothing is left", "document.querySelector('#transfers').hidden");
        await bob.SayAsync("done");
        await ann.SeesAsync("done");
        Assert.That(await ann.TextsAsync("#lines .file a"), Is.EqualTo(["large.bin"]));

        // The browser reports the cut by what it was doing at that moment.
        ann.ForgetErrors("ERR_CONNECTION_RESET");
        ann.ForgetErrors("ERR_SOCKET_NOT_CONNECTED");
    }

    [Test]
    public async Task Removed_file_is_shown_as_such()
    {
        await using ChatPage ann = await EnterAsync("ann");
        await FakeFiles.GiveAsync(ann, "paste", ("a.png", FakeFiles.Png));
        await ann.UntilAsync("it is ready", "document.querySelector('.transfer.ready') !== null");
        await ann.SayAsync("");
        await ann.UntilAsync("ann sees it", Loaded);
        string path = await ann.Page.EvaluateExpressionAsync<string>(
            "document.querySelector('.picture').dataset.picture");
        await ann.SayAsync($"/unshare {path.Split('/')[2]}");
        await ann.UntilAsync("the answer", "document.querySelector('#lines .note') !== null");
        await using ChatPage bob = await EnterAsync("bob");
        await bob.UntilAsync(
            "bob sees why", "document.querySelector('.picture.missing') !== null");
        Assert.That(
            await bob.TextsAsync(".picture"), Has.Exactly(1).Contains("expired or was removed"));
    }

    [Test]
    public async Task Modules_for_files_come_with_the_first_file_and_are_small()
    {
        await using ChatPage ann = await EnterAsync("ann");
        Assert.That(ann.Requests, Has.None.EndsWith("/files.js"));
        await FakeFiles.GiveAsync(ann, "paste", ("a.png", FakeFiles.Png));
        await ann.UntilAsync("it is ready", "document.querySelector('.transfer.ready') !== null");
        Assert.That(ann.Requests, Has.One.EndsWith("/files.js"));
        int bytes = await ann.Page.EvaluateExpressionAsync<int>(
            "['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))"
            + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
        Assert.That(bytes, Is.InRange(10_000, 100_000));
        TestContext.Out.WriteLine($"{bytes} bytes with the modules for files");
    }

    private static async Task<byte[]> FetchAsync(ChatPage page) => Convert.FromBase64String(
        await page.Page.EvaluateFunctionAsync<string>(
            """
            async () => {
              const path = document.querySelector(".picture").dataset.picture;
              const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
              return btoa(String.fromCharCode(...bytes));
            }
            """));

    private static async Task GiveLargeAsync(ChatPage page, int bytes)
    {
        await page.Page.EvaluateFunctionAsync(
            """
            (bytes) => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(bytes)], "large.bin"));
              document.querySelector("#input").dispatchEvent(new ClipboardEvent(
                "paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            bytes);
        await page.UntilAsync(
            "it is ready", "document.querySelector('.transfer.ready') !== null");
        await page.SayAsync("");
    }

    /// <param name="page">The page.</param>
    /// <param name="bytesPerSecond">Of its uploads; -1: without a limit.</param>
    private static Task<JsonElement?> SlowDownAsync(ChatPage page, int bytesPerSecond) =>
        page.Page.Client.SendAsync("Network.emulateNetworkConditions", new
        {
            offline = false,
            latency = 0,
            downloadThroughput = -1,
            uploadThroughput = bytesPerSecond,
        });

    private Task<ChatPage> EnterAsync(string name) =>
        ChatPage.EnterAsync(Browser, _world.Proxy.Port, name);
}
