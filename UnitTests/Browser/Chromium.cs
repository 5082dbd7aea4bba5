using PuppeteerSharp;

namespace UnitTests.Browser;

/// <summary>The system's Chromium, without a window. One process serves all tests.</summary>
internal static class Chromium
{
    private static readonly string[] s_paths =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    /// <summary>Starts the browser; skips the test if there is none.</summary>
    public static async Task<IBrowser> StartAsync()
    {
        string? path = Environment.GetEnvironmentVariable("CHROMIUM")
            ?? Array.Find(s_paths, File.Exists);
        if (path is null)
        {
            Assert.Ignore("Needs Chromium: apt-get install chromium.");
        }

        return await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = path,
            Headless = true,

            // Root has no sandbox. A container's /dev/shm can be too small for Chromium. Fewer
            // processes take a fifth less processor time.
            Args =
            [
                "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--in-process-gpu",
                "--renderer-process-limit=1",
            ],
        });
    }
}
