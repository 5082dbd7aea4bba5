using PuppeteerSharp;
using UnitTests.Support;

namespace UnitTests.Browser.Files;

/// <summary>Files in the page: choosing, sending, failures, and the lines that show them.</summary>
internal sealed class FilePageTests : BrowserFixture
{
    private const string Picture = "size: 5000, type: 'image/png', width: 1600, height: 800";

    private static readonly byte[] s_text = [.. "text"u8];

    private ServerUnderTest _server = null!;

    [SetUp]
    public void StartServer() => _server = new ServerUnderTest();

    [TearDown]
    public void StopServer() => _server.Dispose();

    [TestCase("paste")]
    [TestCase("drop")]
    public async Task Files_wait_for_Enter_and_are_uploaded(string kind)
    {
        await using FakeFiles ann = await EnterAsync();
        await FakeFiles.GiveAsync(ann.Chat, kind, ("a.png", FakeFiles.Png), ("b.pdf", s_text));
        await ReadyAsync(ann, 2);
        Assert.That(await Offers(ann), Is.Empty);
        await ann.Chat.SayAsync("");
        await ann.Chat.UntilAsync("both are offered", "fake.offers.length === 2");
        Assert.That(await Offers(ann), Is.EqualTo(
        [
            $$"""{"target":"lobby","text":"a.png","number":{{FakeFiles.Png.Length}}}""",
            """{"target":"lobby","text":"b.pdf","number":4}""",
        ]));
        await ann.UploadAsync(0, "progress(20)");
        await ann.Chat.UntilAsync(
            "the progress", "document.querySelector('progress').value > 0.2");
        Assert.That(
            (await ann.Chat.TextsAsync(".transfer-state"))[0],
            Is.EqualTo($"20 bytes of {FakeFiles.Png.Length} bytes"));
        Assert.That(
            await ann.Chat.Page.EvaluateExpressionAsync<string>("fake.uploads[0].asked"),
            Is.EqualTo($"PUT up/{FakeFiles.Id}"));
        await ann.UploadAsync(0, "end(201, '')");
        await ann.UploadAsync(1, "end(201, '')");
        await ann.Chat.UntilAsync(
            "the list is gone", "document.querySelector('#transfers').hidden");
    }

    [Test]
    public async Task Chosen_files_can_be_removed_and_an_upload_cancelled()
    {
        await using FakeFiles ann = await EnterAsync();
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(file, "hello");
        Task<FileChooser> chooser = ann.Chat.Page.WaitForFileChooserAsync();
        await ann.Chat.Page.ClickAsync("#attach-button");
        await (await chooser).AcceptAsync(file);
        await ReadyAsync(ann, 1);
        chooser = ann.Chat.Page.WaitForFileChooserAsync();
        await ann.Chat.SayAsync("/send");
        await (await chooser).AcceptAsync(file);
        await ReadyAsync(ann, 2);
        File.Delete(file);
        await FakeFiles.GiveAsync(ann.Chat, "paste", ("b.pdf", s_text));
        await ReadyAsync(ann, 3);
        await ann.Chat.Page.ClickAsync("[data-action=remove]");
        await ReadyAsync(ann, 2);
        Assert.That(await Offers(ann), Is.Empty);
        await ann.Chat.Page.ClickAsync("[data-action=remove]");
        await ReadyAsync(ann, 1);
        await ann.Chat.SayAsync("with a text");
        await ann.Chat.SeesAsync("with a text");
        await ann.UploadAsync(0, "progress(1)");
        await ann.Chat.Page.ClickAsync("[data-action=remove]");
        await ann.Chat.UntilAsync("it is aborted", "fake.uploads[0].isAborted");
        Assert.That(await ann.Chat.TextsAsync(".transfer"), Is.Empty);
    }

    [Test]
    public async Task Refusal_and_failure_have_a_reason_and_another_try()
    {
        await using FakeFiles ann = await EnterAsync();
        await ann.AnswerOffersAsync(
            "{ kind: 'refused', code: 'FileTooLarge', text: 'Too large.', advice: 'Split it.' }");
        await FakeFiles.GiveAsync(ann.Chat, "paste", ("b.pdf", s_text));
        await ReadyAsync(ann, 1);
        await ann.Chat.SayAsync("");
        await StateAsync(ann, "Too large. Split it.");
        await ann.AnswerOffersAsync("{}");
        await ann.Chat.Page.ClickAsync("[data-action=again]");
        await ann.UploadAsync(0, "end(507, 'The disk is full.')");
        await StateAsync(ann, "The disk is full.");
        await ann.Chat.Page.ClickAsync("[data-action=again]");
        await ann.UploadAsync(1, "end(429, '')");
        await ann.UploadAsync(2, "end(404, '')");
        await ann.UploadAsync(3, "progress(1)");
        Assert.That(await Offers(ann), Has.Length.EqualTo(4), "busy servers keep the slot");
        await ann.UploadAsync(3, "end(0, '')");
        await ann.Chat.Page.EvaluateExpressionAsync(
            $$"""
            fake.receive({ kind: "shared", isPast: true, time: 1, seq: 50, room: "lobby",
              name: "ann", text: "b.pdf", path: "/f/{{FakeFiles.Id}}/b.pdf", size: 4 })
            """);
        await ann.Chat.UntilAsync(
            "it arrived after all", "document.querySelector('#transfers').hidden");
    }

    [Test]
    public async Task Photo_loses_its_metadata_and_keeps_its_orientation()
    {
        await using FakeFiles ann = await EnterAsync();

        // A photo of 8 × 4 pixels with orientation 6 (turned by 90°) and a description.
        await ann.Chat.Page.EvaluateFunctionAsync(
            """
            async () => {
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [8, 4];
              canvas.getContext("2d").fillRect(0, 0, 8, 4);
              const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
              const bytes = new Uint8Array(await blob.arrayBuffer());
              const exif = [..."Exif\0\0MM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
                + "\0\0\0\0SECRET-PLACE"].map((c) => c.charCodeAt(0));
              const length = exif.length + 2;
              const photo = new Uint8Array([
                ...bytes.slice(0, 2), 0xff, 0xe1, length >> 8, length & 255, ...exif,
                ...bytes.slice(2), ..."SECRET-END"].map((c) => typeof c === "string"
                  ? c.charCodeAt(0) : c));
              const data = new DataTransfer();
              // The name and type say nothing about the content.
              data.items.add(new File([photo], "photo.bin"));
              document.querySelector("#input").dispatchEvent(new ClipboardEvent(
                "paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await ReadyAsync(ann, 1);
        await ann.Chat.SayAsync("");
        await ann.UploadAsync(0, "progress(1)");
        string[] sent = await ann.Chat.Page.EvaluateFunctionAsync<string[]>(
            """
            async () => {
              const body = fake.uploads[0].body;
              const picture = await createImageBitmap(body);
              return [await body.text(), `${picture.width} ${picture.height} ${body.size}`];
            }
            """);
        string offer = (await Offers(ann))[0];
        Assert.That(sent[0], Does.Not.Contain("SECRET").And.Not.Contain("Exif"));
        Assert.That(sent[1], Does.StartWith("4 8 "));
        Assert.That(offer, Does.EndWith($"\"number\":{sent[1].Split(' ')[2]}}}"));
    }

    [Test]
    public async Task Broken_photo_is_not_sent()
    {
        await using FakeFiles ann = await EnterAsync();
        await FakeFiles.GiveAsync(ann.Chat, "paste", ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE1, 0, 9]));
        await ann.Chat.UntilAsync(
            "the failure", "document.querySelector('.transfer.failed') !== null");
        await ann.Chat.SayAsync("");
        await ann.Chat.SayAsync("done");
        await ann.Chat.SeesAsync("done");
        Assert.That(await Offers(ann), Is.Empty);
        Assert.That(await ann.Chat.TextsAsync("[data-action=again]"), Is.Empty);
    }

    [TestCase(1280)]
    [TestCase(390)]
    public async Task Picture_has_its_box_before_it_arrives_and_is_enlarged_by_key(int width)
    {
        await using FakeFiles ann = await FakeFiles.EnterAsync(
            Browser, _server.Port, "ann", width, 800);
        await ann.ShareAsync(50, "a.png", Picture);
        const string box = "(({ width, height }) => [width, height])"
            + "(document.querySelector('.picture').getBoundingClientRect())";
        await ann.Chat.UntilAsync("its button", "document.querySelector('.picture') !== null");
        double[] before = await ann.Chat.Page.EvaluateExpressionAsync<double[]>(box);
        await ann.Chat.UntilAsync(
            "it is loaded", "document.querySelector('.picture img').naturalWidth === 2");
        double[] after = await ann.Chat.Page.EvaluateExpressionAsync<double[]>(box);
        Assert.That(after, Is.EqualTo(before));
        Assert.That(before[0], width > 1000 ? Is.EqualTo(360) : Is.InRange(250, 334));
        Assert.That(before[1], Is.EqualTo(before[0] / 2).Within(0.1));
        await ann.Chat.Page.FocusAsync(".picture");
        await ann.Chat.PressAsync("Enter");
        await ann.Chat.UntilAsync(
            "it is enlarged", "document.querySelector('#picture-dialog').open");
        Assert.That(await ann.Chat.TextsAsync("#picture-name"), Is.EqualTo(["a.png"]));
        await ann.Chat.PressAsync("Escape");
        await ann.Chat.UntilAsync(
            "the focus returns", "document.activeElement.className === 'picture'");
    }

    [Test]
    public async Task Expired_files_say_so()
    {
        await using FakeFiles ann = await EnterAsync();
        ann.Expire();
        await ann.ShareAsync(50, "a.png", Picture);
        await ann.Chat.UntilAsync(
            "the picture is missing", "document.querySelector('.picture.missing') !== null");
        await ann.ShareAsync(51, "b.pdf", "size: 5, type: 'application/pdf'");
        await ann.Chat.SeesAsync("b.pdf");
        await ann.Chat.Page.ClickAsync(".file a");
        await ann.Chat.UntilAsync(
            "the file is missing", "document.querySelector('.file.missing') !== null");
        Assert.That(
            await ann.Chat.TextsAsync(".missing span:last-child"), Has.All.Contain("expired"));
        await ann.Chat.Page.ClickAsync(".picture");
        Assert.That(
            await ann.Chat.Page.EvaluateExpressionAsync<bool>(
                "document.querySelector('#picture-dialog').open"),
            Is.False);
    }

    [Test]
    public async Task Picture_that_was_not_loaded_is_loaded_by_a_click()
    {
        await using FakeFiles ann = await EnterAsync();
        ann.Expire();
        await ann.ShareAsync(50, "a.png", Picture);
        await ann.Chat.UntilAsync(
            "the picture is missing", "document.querySelector('.picture.missing') !== null");
        ann.Return();
        await ann.Chat.Page.ClickAsync(".picture");
        await ann.Chat.UntilAsync(
            "it is loaded", "document.querySelector('.picture img')?.naturalWidth === 2");
    }

    [TestCase(1280, 800)]
    [TestCase(390, 844)]
    public async Task No_serious_violation_of_accessibility(int width, int height)
    {
        await using FakeFiles ann = await FakeFiles.EnterAsync(
            Browser, _server.Port, "ann", width, height);
        await ann.ShareAsync(50, "a.png", Picture);
        await ann.ShareAsync(51, "b.pdf", "size: 50000, type: 'application/pdf'");
        await FakeFiles.GiveAsync(
            ann.Chat, "paste", ("a.png", FakeFiles.Png), ("b.pdf", s_text));
        await ReadyAsync(ann, 2);
        await ann.Chat.SayAsync("");
        await ann.UploadAsync(0, "progress(40)");
        await ann.UploadAsync(1, "end(507, 'The disk is full.')");
        await StateAsync(ann, "The disk is full.");
        foreach (string scheme in new[] { "light", "dark" })
        {
            await ann.Chat.Page.EmulateMediaFeaturesAsync(
            [
                new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme },
            ]);
            Assert.That(await ann.Chat.ViolationsAsync(), Is.Empty, scheme);
        }

        await ann.Chat.Page.ClickAsync(".picture");
        Assert.That(await ann.Chat.ViolationsAsync(), Is.Empty, "enlarged");
    }

    [Test]
    public async Task Server_without_files_offers_none()
    {
        await using ChatPage bob = await ChatPage.EnterAsync(Browser, _server.Port, "bob");
        Assert.That(
            await bob.Page.EvaluateExpressionAsync<bool>(
                "document.querySelector('#attach-button').hidden"));
        await FakeFiles.GiveAsync(bob, "paste", ("a.png", FakeFiles.Png));
        await bob.UntilAsync("the reason", "document.querySelector('#lines .refused') !== null");
    }

    private static async Task<string[]> Offers(FakeFiles page) =>
        await page.Chat.Page.EvaluateExpressionAsync<string[]>(
            "fake.offers.map((one) => JSON.stringify(one))");

    private static Task ReadyAsync(FakeFiles page, int count) => page.Chat.UntilAsync(
        $"{count} files are ready",
        $"document.querySelectorAll('.transfer.ready').length === {count}");

    private static Task StateAsync(FakeFiles page, string text) => page.Chat.UntilAsync(
        text,
        $"[...document.querySelectorAll('.transfer-state')].some("
        + $"(one) => one.textContent === '{text}')");

    private Task<FakeFiles> EnterAsync() =>
        FakeFiles.EnterAsync(Browser, _server.Port, "ann");
}
