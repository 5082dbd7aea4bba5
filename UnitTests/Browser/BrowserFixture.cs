using PuppeteerSharp;

namespace UnitTests.Browser;

/// <summary>Tests that share one real browser. Each test opens pages of its own.</summary>
internal abstract class BrowserFixture
{
    protected IBrowser Browser { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartBrowser() => Browser = await Chromium.StartAsync();

    [OneTimeTearDown]
    public async Task StopBrowser() => await (Browser?.CloseAsync() ?? Task.CompletedTask);
}
