namespace UnitTests.Tidy;

/// <summary>
/// Checks the dependencies between folders in the compiled assemblies: a folder uses only folders
/// before it in the list, so there are no cycles.
/// </summary>
internal sealed class DependencyTests
{
    /// <summary>Lowest first.</summary>
    private static readonly string[] s_layers =
    [
        "Protocol", "Protocol.Framing", "Protocol.Sentences", "Protocol.Messages",
        "Protocol.Commands", "Protocol.Names.Unicode", "Protocol.Names",
        "Protocol.Dialects", "Protocol.Dialects.Native", "Protocol.Dialects.Text",
        "Protocol.Dialects.Tls", "Protocol.Dialects.Web.Http", "Protocol.Dialects.Web.Json",
        "Protocol.Dialects.Web", "Protocol.Dialects.Legacy", "Protocol.Dialects.Catalog",

        "EventLoopServer.Sentences", "EventLoopServer.Sentences.Operators",
        "EventLoopServer.Configuration.Schema",
        "EventLoopServer.Observability", "EventLoopServer.Timing", "EventLoopServer.Threading",
        "EventLoopServer.Passwords",
        "EventLoopServer.Buffers", "EventLoopServer.Admission", "EventLoopServer.Polling",
        "EventLoopServer.Transport", "EventLoopServer.Feeds", "EventLoopServer.Connections",
        "EventLoopServer.Transport.Tls.Certificates", "EventLoopServer.Transport.Tls",
        "EventLoopServer.Transport.Legacy",
        "EventLoopServer.Reactor", "EventLoopServer.Chat.Names", "EventLoopServer.Chat.Storage",
        "EventLoopServer.Chat.Accounts",
        "EventLoopServer.Chat.Resuming",
        "EventLoopServer.Chat.Waiting", "EventLoopServer.Chat.Moderation",
        "EventLoopServer.Chat.Rooms", "EventLoopServer.Chat.Files", "EventLoopServer.Chat",
        "EventLoopServer.Chat.Commands.Moderation",
        "EventLoopServer.Chat.Commands.Accounts", "EventLoopServer.Chat.Commands.Files",
        "EventLoopServer.Chat.Commands",
        "EventLoopServer.Files.Types", "EventLoopServer.Files",
        "EventLoopServer.Storage.Files", "EventLoopServer.Storage.Batches",
        "EventLoopServer.Storage.Sqlite", "EventLoopServer.Storage.Searching",
        "EventLoopServer.Storage.Reading", "EventLoopServer.Storage.Copies",
        "EventLoopServer.Storage.Writing", "EventLoopServer.Storage",
        "EventLoopServer.Sessions.Rates",
        "EventLoopServer.Sessions.Delivery", "EventLoopServer.Sessions.Input",
        "EventLoopServer.Sessions.Resuming",
        "EventLoopServer.Sessions", "EventLoopServer.Sessions.Login",
        "EventLoopServer.Web.Answers", "EventLoopServer.Web.Files",
        "EventLoopServer.Web.Metrics", "EventLoopServer.Web",
        "EventLoopServer.Configuration.Files", "EventLoopServer.Configuration",
        "EventLoopServer.Hosting", "EventLoopServer.Hosting.Reload",
        "EventLoopServer.Hosting.Systemd",
        "EventLoopServer.Hosting.OperatorConsole",
        "EventLoopServer.Storage.Tool", "EventLoopServer",

        "SimpleClient.Sentences",
        "SimpleClient.Standard", "SimpleClient.Library.Trust", "SimpleClient.Library.Link",
        "SimpleClient.Library", "SimpleClient.Terminal.Keys", "SimpleClient.Places",
        "SimpleClient.Configuration",
        "SimpleClient.Lines", "SimpleClient.Terminal.Text",
        "SimpleClient.Terminal.Editing",
        "SimpleClient.Terminal.Device", "SimpleClient.Terminal.Scrolling",
        "SimpleClient.Terminal.Rooms", "SimpleClient.Terminal.Chat.Events",
        "SimpleClient.Terminal.Chat.Requests", "SimpleClient.Terminal.Chat.Sending",
        "SimpleClient.Terminal.Chat.Reading", "SimpleClient.Terminal.Chat.Overlays",
        "SimpleClient.Terminal.Chat.Settings", "SimpleClient.Terminal.Chat",
        "SimpleClient.Terminal.Drawing", "SimpleClient.Terminal.Effects",
        "SimpleClient.Terminal", "SimpleClient.Plain",
        "SimpleClient.Startup",

        "LoadTests.Sentences", "LoadTests.Failures", "LoadTests.Profiles", "LoadTests.Checking",
        "LoadTests.Reporting.Results", "LoadTests.Reporting.Formatting",
        "LoadTests.Reporting.Verdicts", "LoadTests.Measuring", "LoadTests.Clients",
        "LoadTests.Hostile", "LoadTests.Staging", "LoadTests.Archive", "LoadTests.Breaking",
        "LoadTests.Files",
        "LoadTests.Scenarios",
        "LoadTests.Options",
        "LoadTests.Running", "LoadTests.Reporting.Charts", "LoadTests.Reporting.Page",
        "LoadTests.Reporting.Terminal", "LoadTests.Reporting", "LoadTests.Comparing",
        "LoadTests.ThreadPerClient", "LoadTests.Micro", "LoadTests.NBomber", "LoadTests",
    ];

    /// <summary>
    /// Existing uses against the order, as "from > to". The list may only become shorter.
    /// </summary>
    private static readonly string[] s_exceptions =
    [
        // The library's public values stay in the namespace of its client, so that users need only
        // one namespace.
        "SimpleClient.Library.Link > SimpleClient.Library",
    ];

    private static readonly ILookup<string, string> s_againstTheOrder = CompiledUses
        .Read("Protocol", "EventLoopServer", "SimpleClient", "LoadTests")
        .Select(static u => (u.From, u.To, FromFolder: FolderOf(u.From), ToFolder: FolderOf(u.To)))
        .Where(static u => u.FromFolder.Length > 0 && u.ToFolder.Length > 0)
        .Where(static u => Array.IndexOf(s_layers, u.FromFolder)
            < Array.IndexOf(s_layers, u.ToFolder))
        .ToLookup(
            static u => $"{u.FromFolder} > {u.ToFolder}", static u => $"{u.From} uses {u.To}");

    [Test]
    public void Each_folder_uses_only_folders_below_it() => Assert.That(
        s_againstTheOrder
            .Where(static g => !s_exceptions.Contains(g.Key))
            .SelectMany(static g => g),
        Is.Empty,
        "Turn the use round with an interface, or move the code.");

    [Test]
    public void Each_exception_is_still_needed() => Assert.That(
        s_exceptions.Where(static e => !s_againstTheOrder.Contains(e)),
        Is.Empty,
        "Take these off the list: nothing uses them any more.");

    [Test]
    public void Each_folder_has_a_place_in_the_order()
    {
        string[] projects = ["Protocol", "EventLoopServer", "SimpleClient", "LoadTests"];
        Assert.That(
            CodeFile.In(projects)
                .Where(static f => f.TopTypes.Any() && f.FolderNamespace != "SimpleClient")
                .Where(static f => !f.IsOfDouble)
                .Select(static f => f.FolderNamespace)
                .Distinct()
                .Except(s_layers),
            Is.Empty,
            "Add the folder to the list, as low as it can be.");
        Assert.That(
            s_layers.Except(CodeFile.In(projects).Select(static f => f.FolderNamespace)),
            Is.Empty,
            "Take these folders off the list.");
    }

    [Test]
    public void Known_uses_are_found()
    {
        IReadOnlyCollection<(string From, string To)> uses = CompiledUses.Read("EventLoopServer");
        Assert.That(uses, Does.Contain(
            ("EventLoopServer.Reactor.EventLoop", "EventLoopServer.Reactor.Receiver")));
        Assert.That(uses.Count, Is.GreaterThan(500));
    }

    private static string FolderOf(string type) =>
        type.Contains('.') ? type[..type.LastIndexOf('.')] : "";
}
