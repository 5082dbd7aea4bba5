using PuppeteerSharp;

namespace UnitTests.Browser.Files;

/// <summary>
/// A server of files inside a page, beside the real chat. The test decides the answers to offers
/// and uploads, also those that a server rarely gives.
/// </summary>
internal sealed class FakeFiles : IAsyncDisposable
{
    public const string Id = "0123456789abcdef0123456789abcdef";

    /// <summary>A picture of 2 × 1 pixels.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGP4z8Dwn4EBAAj+Af8+hPJpAAAA"
        + "AElFTkSuQmCC");

    /// <summary>
    /// <c>fake.answer</c> replaces the slot that an offer gets. <c>fake.uploads</c> has the
    /// uploads, which the test continues.
    /// </summary>
    private const string Script = """
        (() => {
          const Socket = WebSocket;
          const fake = { offers: [], uploads: [], answer: {} };
          window.fake = fake;
          window.WebSocket = class extends Socket {
            set onmessage(receive) {
              fake.receive = (event) => receive({ data: JSON.stringify(event) });
              super.onmessage = ({ data }) => receive({
                data: data.replace('"capabilities":[', '"capabilities":["Files",'),
              });
            }
            send(text) {
              const { verb, id, ...asked } = JSON.parse(text);
              if (verb !== "offer") return super.send(text);
              fake.offers.push(asked);
              const slot = { kind: "slot", path: "/up/ID", size: asked.number, seconds: 300 };
              setTimeout(() => fake.receive({ ...slot, ...fake.answer, request: id }));
            }
          };
          window.XMLHttpRequest = class {
            upload = {};
            status = 0;
            responseText = "";
            isAborted = false;
            open(method, path) { this.asked = `${method} ${path}`; }
            send(body) { this.body = body; fake.uploads.push(this); }
            abort() { this.isAborted = true; }
            getResponseHeader() { return "1"; }
            progress(loaded) { this.upload.onprogress({ loaded }); }
            end(status, text) {
              [this.status, this.responseText] = [status, text];
              if (status) this.onload();
              else this.onerror();
            }
          };
        })()
        """;

    private byte[]? _content = Png;

    private FakeFiles(ChatPage chat) => Chat = chat;

    public ChatPage Chat { get; }

    /// <summary>Opens the page with this server of files, and logs in.</summary>
    public static async Task<FakeFiles> EnterAsync(
        IBrowser browser, int port, string name, int width = 1280, int height = 800)
    {
        ChatPage chat = await ChatPage.OpenAsync(browser, port, width, height);
        var files = new FakeFiles(chat);
        await chat.Page.EvaluateExpressionOnNewDocumentAsync(
            Script.Replace("ID", Id, StringComparison.Ordinal));
        await chat.Page.SetRequestInterceptionAsync(true);
        chat.Page.Request += (_, call) => _ = files.AnswerAsync(call.Request);
        await chat.Page.ReloadAsync();
        await chat.LogInAsync(name);
        return files;
    }

    /// <summary>Pastes or drops files into a page.</summary>
    /// <param name="chat">The page.</param>
    /// <param name="kind">paste or drop.</param>
    /// <param name="files">The names, and the contents as Base64.</param>
    public static Task GiveAsync(
        ChatPage chat, string kind, params (string Name, byte[] Bytes)[] files) =>
        chat.Page.EvaluateFunctionAsync(
            """
            (kind, files) => {
              const data = new DataTransfer();
              for (const [name, content] of files) {
                const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
                const type = name.endsWith(".png") ? "image/png" : "application/pdf";
                data.items.add(new File([bytes], name, { type }));
              }
              const how = { bubbles: true, cancelable: true };
              document.querySelector("#input").dispatchEvent(kind === "paste"
                ? new ClipboardEvent("paste", { clipboardData: data, ...how })
                : new DragEvent("drop", { dataTransfer: data, ...how }));
            }
            """,
            kind,
            files.Select(static file => new[] { file.Name, Convert.ToBase64String(file.Bytes) }));

    /// <summary>The server has no file any more.</summary>
    public void Expire() => _content = null;

    /// <summary>The server has its files again.</summary>
    public void Return() => _content = Png;

    /// <summary>The next offers get this instead of a slot.</summary>
    public Task AnswerOffersAsync(string json) =>
        Chat.Page.EvaluateExpressionAsync($"fake.answer = {json}");

    /// <summary>Waits for an upload, and continues it: <c>progress(5)</c>.</summary>
    public async Task UploadAsync(int index, string action)
    {
        await Chat.UntilAsync($"upload {index}", $"fake.uploads.length > {index}");
        await Chat.Page.EvaluateExpressionAsync($"fake.uploads[{index}].{action}");
    }

    /// <summary>The room gets a file.</summary>
    public Task ShareAsync(int seq, string name, string more) =>
        Chat.Page.EvaluateExpressionAsync(
            $$"""
            fake.receive({ kind: "shared", sender: 99, time: Date.now(), seq: {{seq}},
              room: "lobby", name: "zoe", text: "{{name}}", path: "/f/{{Id}}/{{name}}", {{more}} })
            """);

    public ValueTask DisposeAsync() => Chat.DisposeAsync();

    private async Task AnswerAsync(IRequest request)
    {
        try
        {
            if (!new Uri(request.Url).AbsolutePath.StartsWith("/f/", StringComparison.Ordinal))
            {
                await request.ContinueAsync();
                return;
            }

            await request.RespondAsync(_content is { } bytes
                ? new ResponseData { ContentType = "image/png", BodyData = bytes }
                : new ResponseData { Status = System.Net.HttpStatusCode.NotFound });
        }
        catch (PuppeteerException)
        {
            // The page was closed before the answer.
        }
    }
}
