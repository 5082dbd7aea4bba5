using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EventLoopServer.Configuration;
using EventLoopServer.Transport.Legacy;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Simulation;
using UnitTests.Simulation.Files;
using UnitTests.Simulation.Network;
using UnitTests.Simulation.Storage;
using UnitTests.Support;
using UnitTests.Web;

namespace UnitTests.Documents;

/// <summary>
/// Plays a dialogue of PROTOCOL.md against the server on a simulated network. The replay sends the
/// clients' lines and expects exactly the server's lines.
/// </summary>
internal sealed partial class DialogueReplay : IDisposable
{
    /// <summary>After the name of a dialect and a plus: the server keeps messages.</summary>
    private const string Kept = "kept";

    /// <summary>The server keeps messages and shares files.</summary>
    private const string Shares = "files";

    /// <summary>Users need an invitation to create an account.</summary>
    private const string Invited = "invited";

    private readonly SimServer _server;
    private readonly SimStore? _store;
    private readonly FileIds? _ids;
    private readonly Dialogue _dialogue;
    private readonly bool _rewrites;
    private readonly bool _isPrompted;
    private readonly bool _isText;
    private readonly SortedDictionary<string, SimTransport> _wires = [];
    private readonly Dictionary<string, NativePeer> _natives = [];
    private readonly Dictionary<string, byte[]> _tokens = [];
    private readonly DialogueCodes _codes = new();
    private readonly Dictionary<string, WebPeer> _browsers = [];
    private readonly HashSet<string> _https = [];
    private readonly Dictionary<string, Queue<string>> _lines = [];
    private readonly Dictionary<string, Queue<SeenEvent>> _events = [];

    /// <param name="dialogue">The dialogue to play.</param>
    /// <param name="rewrites">
    /// A different wording of the server changes <see cref="Steps"/> and does not fail.
    /// </param>
    public DialogueReplay(Dialogue dialogue, bool rewrites = false)
    {
        _dialogue = dialogue;
        _rewrites = rewrites;
        Steps = [.. dialogue.Steps];
        DialectSet set = DialectCatalog.Sets.FirstOrDefault(s => s.Name == dialogue.Dialect)
            ?? DialectCatalog.Shared;
        _isPrompted = set.IsPrompted;
        string[] kinds = dialogue.Dialect.Split('+');
        bool shares = kinds.Contains(Shares);
        _isText = kinds[0] == "text";
        _store = shares || kinds.Contains(Kept) ? new SimStore() : null;
        _ids = shares ? new FileIds() : null;
        _server = new SimServer(
            new ServerOptions
            {
                Listening = ListenOptions.At(
                    new ListenAddress(new IPEndPoint(IPAddress.Loopback, set.Port), set)),
                Access = new AccessRules { Operators = PasswordFiles.With("open sesame"u8) },
                Accounts = new AccountOptions
                {
                    IsPlainAllowed = true,
                    Registration = kinds.Contains(Invited) ? AccountOptions.ByOperator : null,
                },
                Sharing = new SharingOptions { PublicUrl = "http://chat.example" },
            },
            store: _store,
            files: shares ? new SimFolder() : null);
    }

    private bool IsWeb => _dialogue.Dialect == "web";

    /// <summary>The dialogue with the server's current wording.</summary>
    public string[] Steps { get; }

    public void Play()
    {
        for (int i = 0; i < _dialogue.Steps.Count; i++)
        {
            string step = _dialogue.Steps[i];
            if (step.Length > 0 && step[0] != '#')
            {
                Play(ref Steps[i], $"PROTOCOL.md:{_dialogue.Line + 1 + i}: {step}");
            }
        }

        foreach (string who in _wires.Keys)
        {
            Collect(who);
            Assert.That(
                _lines[who], Is.Empty, $"{_dialogue}: {who} gets more than the document says");
            Assert.That(
                _events[who], Is.Empty, $"{_dialogue}: {who} gets more than the document says");
        }
    }

    public void Dispose() => _server.Dispose();

    private void Play(ref string step, string place)
    {
        Match match = Step().Match(step);
        Assert.That(match.Success, Is.True, $"{place}: not a step that can be played");
        string who = match.Groups["who"].Value;
        string what = match.Groups["what"].Value;
        switch (match.Groups["sign"].Value)
        {
            case "later":
                _server.Pass(long.Parse(what));
                break;
            case "expire":
                string[] room = what.Split(' ');
                _store!.Disk.Expire(room[0], ulong.Parse(room[^1]));
                break;
            case " connects":
                Connect(who);
                break;
            case " closes":
                _wires[who].End();
                _server.Settle();
                break;
            case " is reset":
                Assert.That(
                    _wires[who] is { IsDisposed: true, EndsWithReset: true }, Is.True, place);
                break;
            case ">":
                Send(who, _codes.ToServer(what));
                _server.Settle();
                _server.Pass(_isPrompted ? LegacyFilter.PauseMs : 0);
                break;
            default:
                step = $"{who}< {Expect(who, what, place)}";
                break;
        }
    }

    private SimTransport Connect(string who)
    {
        SimTransport wire = _server.Connect();
        _wires[who] = wire;
        _natives[who] = new NativePeer(wire);
        _browsers[who] = new WebPeer(_server, wire);
        _lines[who] = new Queue<string>();
        _events[who] = new Queue<SeenEvent>();
        _server.Settle();
        if (IsWeb)
        {
            _browsers[who].Begin();
        }

        return wire;
    }

    private void Send(string who, string what)
    {
        if (!_wires.ContainsKey(who))
        {
            Connect(who);
        }

        what = _ids?.Show(what) ?? what;
        if (_ids is not null && HttpStep.IsRequest(what))
        {
            _https.Add(who);
            _lines[who].Enqueue(_ids.Hide(HttpStep.Send(_browsers[who], what)));
            return;
        }

        if (_isText)
        {
            _wires[who].Write(Encoding.UTF8.GetBytes($"{what}\n"));
            return;
        }

        if (_isPrompted)
        {
            _wires[who].Write(Encoding.UTF8.GetBytes(Unquoted(what)));
            return;
        }

        if (IsWeb)
        {
            _browsers[who].Send(what);
            return;
        }

        string word = what.Split(' ')[0];
        Dictionary<string, string> fields = Fields(what);
        if (word == "hello")
        {
            _natives[who].Hello(Number(fields, "capabilities"));
            return;
        }

        bool known = Enum.TryParse(word, ignoreCase: true, out RequestVerb verb);
        Assert.That(known, Is.True, $"'{word}' is not a request");
        bool resumes = fields.TryGetValue("token", out string? owner);
        _natives[who].Request(new ClientRequest
        {
            Verb = verb,
            Id = Number(fields, "#"),
            Target = resumes ? _tokens[owner!] : Bytes(fields, "target"),
            Text = Bytes(fields, "text"),
            Number = Number(fields, "number"),
            Count = Number(fields, "count"),
            Before = Number(fields, "before"),
        });
    }

    /// <summary>Compares one step and returns it with the server's current wording.</summary>
    private string Expect(string who, string what, string place)
    {
        Collect(who);
        if (_isPrompted || _isText || _https.Contains(who))
        {
            Assert.That(_lines[who], Is.Not.Empty, $"{place}: nothing came");
            string came = _lines[who].Dequeue();
            string line = _isPrompted
                ? $"\"{came.Replace("\n", "\\n")}\""
                : _codes.ToDocument(_ids?.Hide(came) ?? came, what);
            bool isReworded = _rewrites && line.StartsWith(what[0]);
            Assert.That(line, isReworded ? Is.Not.Empty : Is.EqualTo(what), place);
            return line;
        }

        if (IsWeb)
        {
            Assert.That(_lines[who], Is.Not.Empty, $"{place}: nothing came");
            return WebStep.Compare(_lines[who].Dequeue(), what, place, _rewrites);
        }

        Assert.That(_events[who], Is.Not.Empty, $"{place}: nothing came");
        SeenEvent e = _events[who].Dequeue();
        Assert.That($"{e.Kind}", Is.EqualTo(what.Split(' ')[0]).IgnoreCase, $"{place}: came {e}");
        foreach ((string field, string value) in Fields(what))
        {
            string got = field == "#" ? $"{e.Request}" : e.Field(field);
            got = _codes.ToDocument(_ids?.Hide(got) ?? got, value);
            if (_rewrites && field is "text" or "detail")
            {
                what = what.Replace($"{field}=\"{value}\"", $"{field}=\"{got}\"");
                continue;
            }

            Assert.That(got, Is.EqualTo(value), $"{place}: field {field}");
        }

        return what;
    }

    private void Collect(string who)
    {
        if (_isPrompted)
        {
            _wires[who].TakeSends().ForEach(_lines[who].Enqueue);
        }
        else if (IsWeb)
        {
            _browsers[who].Take().ForEach(_lines[who].Enqueue);
        }
        else if (_isText)
        {
            string text = Encoding.UTF8.GetString(_wires[who].TakeOutbound());
            foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                _lines[who].Enqueue(line);
            }
        }
        else
        {
            foreach (SeenEvent e in _natives[who].Take())
            {
                _events[who].Enqueue(e);
                if (e.Kind == EventKind.Welcome)
                {
                    _tokens[who] = e.DetailBytes;
                }
            }
        }
    }

    /// <summary>Removes the quotes of a step and replaces <c>\n</c> by line ends.</summary>
    private static string Unquoted(string what) => what[1..^1].Replace("\\n", "\n");

    private static ulong Number(Dictionary<string, string> fields, string name) =>
        ulong.Parse(fields.GetValueOrDefault(name, "0"));

    private static byte[] Bytes(Dictionary<string, string> fields, string name) =>
        Encoding.UTF8.GetBytes(fields.GetValueOrDefault(name, string.Empty));

    private static Dictionary<string, string> Fields(string what)
    {
        var fields = new Dictionary<string, string>();
        foreach (Match match in Field().Matches(what))
        {
            string value = match.Groups["quoted"].Success
                ? match.Groups["quoted"].Value
                : match.Groups["bare"].Value;
            fields[match.Groups["id"].Success ? "#" : match.Groups["name"].Value] =
                match.Groups["id"].Success ? match.Groups["id"].Value : value;
        }

        return fields;
    }

    [GeneratedRegex(
        "^(?:(?<sign>later) (?<what>\\d+)"
        + "|lines of (?<what>\\w+ up to \\d+) (?<sign>expire)"
        + "|(?<who>\\w+)(?:(?<sign>[<>]) (?<what>.*)|(?<sign> connects| closes| is reset)))$")]
    private static partial Regex Step();

    [GeneratedRegex("#(?<id>\\d+)|(?<name>\\w+)=(?:\"(?<quoted>[^\"]*)\"|(?<bare>\\S+))")]
    private static partial Regex Field();
}
