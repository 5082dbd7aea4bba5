using System.Text.RegularExpressions;
using System.Xml.Linq;
using UnitTests.Documents;

namespace UnitTests.Tidy;

/// <summary>
/// Restricts uses to a few files: sockets, <c>catch (Exception)</c>, and sends to a transport.
/// </summary>
internal sealed partial class BoundaryTests
{
    /// <summary>The files that may use <c>System.Net.Sockets</c>.</summary>
    private static readonly string[] s_socketFiles =
    [
        "EventLoopServer/Transport/LanAddresses.cs",
        "EventLoopServer/Hosting/Systemd/NotifySocket.cs",
        "EventLoopServer/JitWarmup.cs",
        "EventLoopServer/Polling/HotSet.cs",
        "EventLoopServer/Polling/SelectCall.cs",
        "EventLoopServer/Polling/IPollable.cs",
        "EventLoopServer/Polling/ParkOperation.cs",
        "EventLoopServer/Polling/ParkingLot.cs",
        "EventLoopServer/Polling/SelectPoller.cs",
        "EventLoopServer/Polling/SocketList.cs",
        "EventLoopServer/Threading/Waker.cs",
        "EventLoopServer/Transport/InheritedSockets.cs",
        "EventLoopServer/Transport/ReceiveOperation.cs",
    ];

    /// <summary>
    /// The files that may catch every exception: around one step each, whose failure is reported
    /// and costs one connection or one job.
    /// </summary>
    private static readonly string[] s_catchingFiles =
    [
        "EventLoopServer/Reactor/Acceptor.cs",
        "EventLoopServer/Reactor/ConnectionCloser.cs",
        "EventLoopServer/Reactor/InputDelivery.cs",
        "EventLoopServer/Program.cs",
        "EventLoopServer/Storage/Reading/QueryThread.cs",
        "EventLoopServer/Storage/Writing/StoreWriter.cs",
        "EventLoopServer/Threading/Mailbox.cs",
        "EventLoopServer/Threading/BackgroundJob.cs",
        "EventLoopServer/Timing/TimerQueue.cs",
    ];

    private static readonly string[] s_sendingFiles =
    [
        "EventLoopServer/Reactor/Acceptor.cs",
        "EventLoopServer/Reactor/Flusher.cs",
    ];

    private readonly IReadOnlyList<CodeFile> _server = CodeFile.In("EventLoopServer");

    [Test]
    public void Chat_uses_no_sockets_and_no_clock() => Findings.Forbid(
        _server.Where(static f => f.FolderNamespace.StartsWith("EventLoopServer.Chat")),
        SocketOrClock(),
        "Chat gets the time as an argument and sends through IMemberOutput: pass what it needs.");

    [Test]
    public void Protocol_uses_no_sockets_no_threads_and_no_clock() => Findings.Forbid(
        CodeFile.In("Protocol"),
        SocketOrClockOrThread(),
        "Protocol is bytes in memory: hand in what it needs.");

    [Test]
    public void Chat_writes_no_frames_except_lists() => Findings.Forbid(
        _server.Where(static f => f.FolderNamespace.StartsWith("EventLoopServer.Chat")
            && f.Name is not ("MembersCommand" or "RoomsCommand" or "SearchHits")),
        FramingName(),
        "Chat tells events; how they look as bytes is for Sessions and Protocol.");

    [Test]
    public void Only_listed_files_use_sockets() => Findings.Forbid(
        _server.Where(static f => !s_socketFiles.Contains(f.Path)
            && !f.Path.StartsWith("EventLoopServer/Transport/Socket")),
        SocketsName(),
        "Go through ITransport, IListener, INetwork or IPoller: simulated ones have no sockets.");

    [Test]
    public void Only_listed_files_catch_all_exceptions() => Findings.Forbid(
        CodeFile.In("EventLoopServer", "Protocol", "SimpleClient")
            .Where(static f => !s_catchingFiles.Contains(f.Path)),
        CatchAll(),
        "Catch what you can name; whatever else is our own mistake and ends in Receiver's step.");

    [Test]
    public void Each_listed_file_catches_all_exceptions_once()
    {
        foreach (CodeFile file in _server.Where(static f => s_catchingFiles.Contains(f.Path)))
        {
            Assert.That(
                CatchAll().Count(file.Code),
                Is.EqualTo(1),
                $"{file.Path}: one step is wrapped; take it off the list when none is");
        }
    }

    [Test]
    public void Only_listed_files_send_to_a_transport() => Findings.Forbid(
        _server.Where(static f => !s_sendingFiles.Contains(f.Path)),
        TransportSend(),
        "Write into the plan: Flusher sends it at the end of the turn, all at once.");

    [Test]
    public void Each_listed_file_sends_to_a_transport() => Assert.That(
        _server.Where(static f => TransportSend().IsMatch(f.Code)).Select(static f => f.Path),
        Is.EquivalentTo(s_sendingFiles),
        "take a file off the list when it sends nothing any more");

    [Test]
    public void Solution_has_five_projects()
    {
        string[] projects = [.. SolutionProject()
            .Matches(SourceTree.Read("TcpChat.sln"))
            .Select(static m => m.Groups[1].Value.Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        string[] expected = [.. ProjectFiles.Projects.Select(static p => $"{p}/{p}.csproj")];
        Assert.That(projects, Is.EqualTo(expected), "a new project needs a very good reason");

        // The double of NBomber is packed into a feed and is not part of the product.
        Assert.That(
            ProjectFiles.Find("*.csproj", ProjectFiles.Projects),
            Is.EquivalentTo([.. expected, "LoadTests/NBomber/Double/Double.csproj"]),
            "delete the project file that is not in TcpChat.sln");
    }

    [TestCase("Protocol", "")]
    [TestCase("EventLoopServer", "Protocol")]
    [TestCase("SimpleClient", "Protocol")]
    [TestCase("LoadTests", "EventLoopServer Protocol SimpleClient")]
    public void Each_project_references_only_allowed_projects(string project, string allowed)
    {
        XDocument document = XDocument.Parse(SourceTree.Read($"{project}/{project}.csproj"));
        IEnumerable<string> references = document
            .Descendants("ProjectReference")
            .Select(static r => Path.GetFileNameWithoutExtension(
                r.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.That(references, Is.SubsetOf(allowed.Split(' ')), $"{project}/{project}.csproj");
        if (allowed.Length == 0)
        {
            Assert.That(document.Descendants("PackageReference"), Is.Empty, "it has no packages");
        }
    }

    [GeneratedRegex(
        @"System\.Net|\bSocket\w*|\bDateTime\w*|\bStopwatch|\.TickCount|\bTimeProvider")]
    private static partial Regex SocketOrClock();

    [GeneratedRegex(
        @"System\.Net|\bSocket\w*|\bDateTime\w*|\bStopwatch|\.TickCount|\bTimeProvider|\bThread\b")]
    private static partial Regex SocketOrClockOrThread();

    [GeneratedRegex(@"\bProtocol\.Framing\b|\bByteWriter\b|\bListReader\b")]
    private static partial Regex FramingName();

    [GeneratedRegex(@"\bSystem\.Net\.Sockets\b")]
    private static partial Regex SocketsName();

    // Not a finding: a catch with a filter, because the filter selects the exceptions, and a catch
    // that rethrows, because it only cleans up.
    [GeneratedRegex(
        @"\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\))?\s*(?=\{(?![^{}]*\bthrow;\s*\}))")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\b[Tt]ransport\s*\.\s*Send\s*\(")]
    private static partial Regex TransportSend();

    [GeneratedRegex(
        """^Project\("[^"]*"\) = "[^"]*", "([^"]*\.csproj)",""", RegexOptions.Multiline)]
    private static partial Regex SolutionProject();
}
