using Deque.AxeCore.Commons;
using PuppeteerSharp;
using PuppeteerSharp.Input;

namespace UnitTests.Browser;

/// <summary>The page of one user, in a browser profile of its own.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private const int DeadlineMs = 20_000;

    private readonly IBrowserContext _profile;
    private readonly List<string> _errors = [];
    private readonly List<string> _requests = [];

    private bool _isClosed;

    private ChatPage(IBrowserContext profile, IPage page)
    {
        _profile = profile;
        Page = page;
        page.Console += (_, message) =>
        {
            // Chromium reports each failed attempt to connect, and asks for an icon of its own.
            string text = message.Message.Text;
            if (message.Message.Type is ConsoleType.Error or ConsoleType.Warning
                && !text.Contains("WebSocket", StringComparison.Ordinal)
                && !text.Contains("404", StringComparison.Ordinal))
            {
                _errors.Add(text);
            }
        };
        page.PageError += (_, error) => _errors.Add(error.Message);
        page.Request += (_, request) => _requests.Add(new Uri(request.Request.Url).AbsolutePath);
    }

    public IPage Page { get; }

    /// <summary>The paths that the page has requested.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Opens the page, before the login.</summary>
    public static async Task<ChatPage> OpenAsync(
        IBrowser browser, int port, int width = 1280, int height = 800)
    {
        IBrowserContext profile = await browser.CreateBrowserContextAsync();
        IPage page = await profile.NewPageAsync();
        var one = new ChatPage(profile, page);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height });

        // Otherwise only one of the pages has the focus, and the others count messages as unread.
        await page.Client.SendAsync("Emulation.setFocusEmulationEnabled", new { enabled = true });
        await page.GoToAsync($"http://127.0.0.1:{port}/");
        return one;
    }

    /// <summary>Opens the page and logs in.</summary>
    public static async Task<ChatPage> EnterAsync(
        IBrowser browser, int port, string name, int width = 1280, int height = 800)
    {
        ChatPage one = await OpenAsync(browser, port, width, height);
        await one.LogInAsync(name);
        return one;
    }

    /// <summary>Types a name at the login, and waits for the lobby.</summary>
    public async Task LogInAsync(string name)
    {
        await Page.TypeAsync("#login-name", name);
        await Page.Keyboard.PressAsync("Enter");
        await UntilAsync(
            "it is in the lobby",
            "document.querySelector('#place-name').textContent === '# lobby'");
    }

    /// <summary>Types a line into the input, and Enter.</summary>
    public async Task SayAsync(string line)
    {
        await Page.FocusAsync("#input");
        await Page.Keyboard.TypeAsync(line);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses a key together with others that are held: <c>Alt+ArrowDown</c>.</summary>
    public async Task PressAsync(string keys)
    {
        string[] all = keys.Split('+');
        foreach (string held in all[..^1])
        {
            await Page.Keyboard.DownAsync(held);
        }

        await Page.Keyboard.PressAsync(all[^1]);
        foreach (string held in all[..^1])
        {
            await Page.Keyboard.UpAsync(held);
        }
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task UntilAsync(string what, string expression)
    {
        try
        {
            // Polling by animation frames would stall in a page without the focus.
            await Page.WaitForFunctionAsync(
                $"() => {expression}",
                new WaitForFunctionOptions { PollingInterval = 25, Timeout = DeadlineMs });
        }
        catch (WaitTaskTimeoutException)
        {
            Assert.Fail(
                $"Never came to this: {what}. Errors: {string.Join('\n', _errors)}. The page:\n"
                + await Page.EvaluateExpressionAsync<string>("document.body.innerText"));
        }
    }

    /// <summary>Waits until a row of the conversation has this text.</summary>
    public Task SeesAsync(string text) => UntilAsync(
        $"a row with {text}",
        $"[...document.querySelectorAll('#lines li')].some((row) => "
        + $"row.textContent.includes({Quote(text)}) && !row.classList.contains('pending'))");

    /// <summary>Adds the messages that the page sends from now on to a list.</summary>
    public async Task WatchRequestsAsync(List<string> sent)
    {
        await Page.Client.SendAsync("Network.enable");
        Page.Client.MessageReceived += (_, message) =>
        {
            if (message.MessageID == "Network.webSocketFrameSent")
            {
                lock (sent)
                {
                    sent.Add(message.MessageData
                        .GetProperty("response").GetProperty("payloadData").GetString()!);
                }
            }
        };
    }

    /// <summary>The texts of an element and of all others that match.</summary>
    public Task<string[]> TextsAsync(string selector) => Page.EvaluateFunctionAsync<string[]>(
        "(selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent)",
        selector);

    /// <summary>Serious and critical violations that axe-core finds.</summary>
    public async Task<string[]> ViolationsAsync()
    {
        await Page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        return await Page.EvaluateFunctionAsync<string[]>(
            """
            async () => (await axe.run()).violations
              .filter(({ impact }) => impact === "serious" || impact === "critical")
              .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
            """);
    }

    /// <summary>Forgets errors that the test has caused by intent.</summary>
    public void ForgetErrors(string part) =>
        _errors.RemoveAll(error => error.Contains(part, StringComparison.Ordinal));

    /// <summary>Checks that the browser reported no error, and closes the page.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        await _profile.CloseAsync();
        Assert.That(_errors, Is.Empty);
    }

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
