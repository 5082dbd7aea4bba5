using PuppeteerSharp;
using PuppeteerSharp.Media;
using UnitTests.Support;

namespace UnitTests.Browser;

/// <summary>The live view of the loop, in a real browser, with a real server.</summary>
internal sealed class LoopPageTests : BrowserFixture
{
    private ServerUnderTest _server = null!;

    [SetUp]
    public void StartServer() => _server = new ServerUnderTest();

    [TearDown]
    public void StopServer() => _server.Dispose();

    [TestCase("light")]
    [TestCase("dark")]
    public async Task Page_shows_turns_and_connections(string scheme)
    {
        await using ChatPage loop = await ChatPage.OpenAsync(Browser, _server.Port);
        await loop.Page.EmulateMediaFeaturesAsync(
        [
            new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme },
        ]);
        await loop.Page.GoToAsync($"http://127.0.0.1:{_server.Port}/loop");
        await loop.UntilAsync(
            "figures", "document.querySelector('.figure dd')?.textContent.match(/[0-9]/)");
        using TestClient carl = _server.Text("carl");
        await loop.UntilAsync(
            "a second person",
            "document.querySelector('#queues').textContent.includes('1, 1')");
        Assert.That(await loop.TextsAsync(".phase strong"), Has.Length.EqualTo(8));
        Assert.That(await loop.ViolationsAsync(), Is.Empty);
    }
}
