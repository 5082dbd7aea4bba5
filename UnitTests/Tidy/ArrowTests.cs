using System.Text.RegularExpressions;

namespace UnitTests.Tidy;

/// <summary>
/// Who may use whom: the table of ARCHITECTURE.md. What a file uses is read from its usings, from
/// names with a namespace before them, and from the types of the namespaces around its own.
/// </summary>
internal sealed partial class ArrowTests
{
    private static readonly string[] s_protocol =
        ["Protocol", "Protocol.Messages", "Protocol.Framing", "Protocol.Dialects"];

    private static readonly string[] s_server =
    [
        "EventLoopServer.Memory", "EventLoopServer.Observability", "EventLoopServer.Readiness",
        "EventLoopServer.Connections", "EventLoopServer.Chat", "EventLoopServer.Sessions",
        "EventLoopServer",
    ];

    /// <summary>Each area with those that it may use beside itself.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Protocol"] = [],
        ["Protocol.Names"] = ["Protocol"],
        ["Protocol.Messages"] = ["Protocol", "Protocol.Names"],
        ["Protocol.Framing"] = ["Protocol", "Protocol.Messages", "Protocol.Names"],
        ["Protocol.Dialects"] = ["Protocol", "Protocol.Messages", "Protocol.Framing"],
        ["EventLoopServer.Memory"] = [],
        ["EventLoopServer.Observability"] = [],
        ["EventLoopServer.Readiness"] = ["EventLoopServer.Memory", "EventLoopServer.Observability"],
        ["EventLoopServer.Connections"] =
        [
            "EventLoopServer.Memory", "EventLoopServer.Readiness", "EventLoopServer.Observability",
        ],
        ["EventLoopServer.Chat"] = ["Protocol", "Protocol.Messages", "Protocol.Framing"],
        ["EventLoopServer.Sessions"] =
        [
            .. s_protocol, "EventLoopServer.Connections", "EventLoopServer.Chat",
            "EventLoopServer.Readiness", "EventLoopServer.Observability",
        ],
        ["EventLoopServer"] = [.. s_protocol, .. s_server],
        ["SimpleClient"] = s_protocol,
        ["LoadTests"] = [.. s_protocol, .. s_server, "SimpleClient"],
    };

    private static readonly string[] s_areas = [.. s_allowed.Keys];

    private static readonly IReadOnlyList<CodeFile> s_files =
        CodeFile.In("Protocol", "EventLoopServer", "SimpleClient", "LoadTests");

    private static readonly ILookup<string, string> s_typesByNamespace = s_files
        .SelectMany(static f => f.TopTypes.Select(t => (f.FolderNamespace, t.Name)))
        .ToLookup(static t => t.FolderNamespace, static t => t.Name);

    [TestCaseSource(nameof(s_areas))]
    public void An_area_uses_only_what_it_may(string area)
    {
        var findings = new Findings();
        foreach (CodeFile file in s_files.Where(f => AreaOf(f.FolderNamespace) == area))
        {
            foreach ((string used, int at) in Uses(file))
            {
                string? usedArea = AreaOf(used);
                if (usedArea is not null && usedArea != area && !s_allowed[area].Contains(usedArea))
                {
                    findings.Add(file.Path, file.LineAt(at), $"uses {used}");
                }
            }
        }

        string allowed = s_allowed[area].Length == 0
            ? "nothing of ours"
            : string.Join(", ", s_allowed[area]);
        findings.AssertNone(
            $"{area} may use {allowed}: turn the arrow round with an interface, or move the code.");
    }

    [Test]
    public void The_rule_sees_every_way_of_using()
    {
        CodeFile poller = s_files.Single(static f => f.Name == "SelectPoller");
        CodeFile gate = s_files.Single(static f => f.Name == "SessionLogin");
        CodeFile rule = s_files.Single(static f => f.Path == "Protocol/Messages/NameRule.cs");
        Assert.That(
            Uses(poller).Select(u => u.Used), Does.Contain("EventLoopServer.Memory"), "using a;");
        Assert.That(
            Uses(gate).Select(u => u.Used), Does.Contain("EventLoopServer.Observability"), "a.b");
        Assert.That(Uses(rule).Select(u => u.Used), Does.Contain("Protocol"), "around it");
    }

    private static IEnumerable<(string Used, int At)> Uses(CodeFile file)
    {
        foreach (Match match in UsingLine().Matches(file.Code))
        {
            yield return (match.Groups[1].Value, match.Index);
        }

        foreach (Match match in QualifiedName().Matches(file.Code))
        {
            if (IsHeadline().IsMatch(file.CodeLines[file.LineAt(match.Index) - 1]))
            {
                continue;
            }

            if (FindNamespace(match.Groups[1].Value, file.FolderNamespace) is { } found)
            {
                yield return (found, match.Index);
            }
        }

        for (string around = Outer(file.FolderNamespace); around.Length > 0; around = Outer(around))
        {
            foreach (string type in s_typesByNamespace[around])
            {
                Match match = Regex.Match(file.Code, $@"(?<![\w.]){type}(?=\s*[.<({{\[]|\s+\w|\?)");
                if (match.Success)
                {
                    yield return (around, match.Index);
                }
            }
        }
    }

    /// <summary>
    /// Which of our namespaces a dotted name begins with, seen from inside another.
    /// </summary>
    private static string? FindNamespace(string name, string from)
    {
        for (string space = Outer(name); space.Length > 0; space = Outer(space))
        {
            for (string around = from; around.Length > 0; around = Outer(around))
            {
                if (s_typesByNamespace.Contains($"{around}.{space}"))
                {
                    return $"{around}.{space}";
                }
            }

            if (s_typesByNamespace.Contains(space))
            {
                return space;
            }
        }

        return null;
    }

    private static string? AreaOf(string space)
    {
        for (string at = space; at.Length > 0; at = Outer(at))
        {
            if (s_allowed.ContainsKey(at))
            {
                return at;
            }
        }

        return null;
    }

    private static string Outer(string space) =>
        space.Contains('.') ? space[..space.LastIndexOf('.')] : string.Empty;

    [GeneratedRegex(
        @"^(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?:global::)?([\w.]+)\s*;",
        RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^\s*(global\s+using|using|namespace)\s[^(]*;")]
    private static partial Regex IsHeadline();

    [GeneratedRegex(@"(?<![\w.])(?:global::)?([A-Z]\w*(?:\.[A-Z]\w*)+)")]
    private static partial Regex QualifiedName();
}
