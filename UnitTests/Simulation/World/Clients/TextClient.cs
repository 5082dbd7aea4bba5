using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EventLoopServer.Sentences;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// A text client. It receives no sequence numbers, so its input is compared with the record of the
/// time while it was in its rooms.
/// </summary>
internal sealed class TextClient(SimWorld world, int index) : WorldClient(world, index)
{
    private static readonly string[] s_rooms = ["lobby", .. ReferenceClient.Rooms];

    private static readonly Regex s_event = new(
        @$"^(\[\S+\] )?({Pattern(static n => TextLine.Joined(n), @"\S+")}"
        + $"|{Pattern(static n => TextLine.Left(n), @"\S+")}"
        + @$"( \([a-z ]+\))?|{Pattern(static n => TextLine.Renamed(n, n), @"\S+")}"
        + @$"|-- \S+ {Regex.Escape(TextLine.TopicSet("x", "x")[5..^1])}.*"
        + $"|{Pattern(static n => TextLine.TopicTaken(n), @"\S+")}"
        + $"|-- {Pattern(ModerationSentences.Announcement)}"
        + @"|\* .*|[^-|(* ]\S*: .*)$",
        RegexOptions.Singleline);

    private static readonly Regex s_goodbye = new(
        "^-- (" + string.Join('|', ((string[])
        [
            GoodbyeSentences.Quit, GoodbyeSentences.ServerStops, GoodbyeSentences.Malformed,
            GoodbyeSentences.TooSlow, GoodbyeSentences.TooLate, GoodbyeSentences.Flood,
            GoodbyeSentences.Silent, GoodbyeSentences.Unfinished, GoodbyeSentences.OutOfBuffers,
            GoodbyeSentences.Bug,
        ]).Select(Regex.Escape))
        + $"|{Pattern(GoodbyeSentences.QuitNamed)}"
        + $"|{Regex.Escape(TextLine.RefusalText(RefusalCode.ServerFull))}.*"
        + $"|{Pattern(static by => ModerationSentences.KickedYou(by, ""))}"
        + "|" + Pattern(
            static n => ModerationSentences.NameBanned(
                n, ModerationSentences.Until(n), ModerationSentences.Because("spam")),
            "[^'\n]+")
        + ")$",
        RegexOptions.Singleline);

    private static readonly string s_muted =
        SentencePart.Before(static until => TextLine.Refused(RefusalCode.Muted, until));

    private readonly Queue<string> _lines = new();
    private readonly HashSet<string> _told = [];
    private readonly List<byte> _partial = [];
    private EventCursor _cursor = null!;
    private int _row;
    private int _pings;
    private int _saidAloud;
    private int _refused;

    public override bool IsNamed => _cursor.HasEntered;

    public override string? Missing =>
        _lines.Count > 0 ? $"it read '{_lines.Peek()}', which nobody has said"
        : _cursor.Peek() is { } next ? $"it was not told {next.Seen}"
        : _pings != 0 ? $"{_pings} pings have no answer"
        : !HasSentAll ? "its lines are not read"
        : _saidAloud < Heard || _saidAloud > Heard + _refused
            ? $"it said {_saidAloud} things, {Heard} were heard and {_refused} refused"
        : null;

    protected override int Listener => 0;

    private int Heard => World.EventRecord.WordsOf(Speaker);

    public override void CheckRest()
    {
        base.CheckRest();
        foreach (string words in World.Private.To(Speaker))
        {
            if (!_told.Contains(words))
            {
                Fault(Invariant.ExactlyOnce, $"was never told {words}");
            }
        }
    }

    public override void CheckAgain()
    {
        while (_lines.TryPeek(out string? line))
        {
            RecordedEvent? next = _cursor.Peek();
            string[] rows = next is null ? [] : Rows(next);
            if (next is not null && line == rows[_row])
            {
                // A message may have empty lines above it, each a row of its own.
                _row = (_row + 1) % rows.Length;
                if (_row == 0)
                {
                    _cursor.Take();
                }
            }
            else if (!s_event.IsMatch(line))
            {
                ReadReply(line);
            }
            else if (next is null)
            {
                return;
            }
            else
            {
                Fault(Invariant.ExactlyOnce, $"read '{line}' where '{rows[_row]}' was next");
            }

            _lines.Dequeue();
        }
    }

    protected override void Begin()
    {
        _lines.Clear();
        _told.Clear();
        _partial.Clear();
        _row = _pings = _saidAloud = _refused = 0;
        _cursor = new EventCursor(World.EventRecord, FirstName, echoes: false);
        foreach (string password in Passwords())
        {
            Type($"/pass {password}");
        }

        Type(FirstName);
        if (IsInCharge)
        {
            Type($"/oper {WorldSetting.OperatorPassword}");
        }
    }

    protected override void Behave(ref SeededRandom random)
    {
        for (int times = random.Chance(50) ? 20 : 1 + random.Below(2); times > 0; times--)
        {
            TypeSomething(ref random);
        }
    }

    protected override void Rule(ref SeededRandom random)
    {
        string whom = World.SomebodyToRule(ref random);
        string time = $"{World.Setting.SanctionMs.ToString(CultureInfo.InvariantCulture)}ms";
        Type(random.Below(100) switch
        {
            < 15 => $"{World.Setting.KickWord} {whom} {WorldSetting.Reason}",
            < 40 => $"/mute {whom} {time}",
            < 55 => $"/unmute {whom}",
            < 70 => $"/ban {whom} {time} {WorldSetting.Reason}",
            < 75 => $"/unban {whom}",
            < 90 => $"/say {NextAnnouncement(ref random)}",
            < 95 => "/bans",
            _ => "/users *",
        });
    }

    protected override void Understand(byte[] bytes)
    {
        foreach (byte b in World.Open(this, bytes))
        {
            if (b != '\n')
            {
                _partial.Add(b);
                continue;
            }

            if (HasReadGoodbye)
            {
                Fault(Invariant.ExactlyOnce, "something came behind goodbye");
            }

            string line = Encoding.UTF8.GetString([.. _partial]);
            HasReadGoodbye = s_goodbye.IsMatch(line);
            _lines.Enqueue(line);
            _partial.Clear();
        }

        CheckAgain();
    }

    private static string[] Rows(RecordedEvent e) =>
        Encoding.UTF8.GetString(e.In(DialectCatalog.Text, withBreaks: true))
            .TrimEnd('\n').Split('\n');

    private void Type(string line) => Put(RecordedEvent.Utf8($"{line}\n"));

    private void TypeSomething(ref SeededRandom random)
    {
        string room = s_rooms[random.Below(s_rooms.Length)];
        switch (random.Below(100))
        {
            case < 55:
                string words = NextWords(ref random);
                Type(random.Chance(100) ? $"/me {words}" : words);
                _saidAloud++;
                break;
            case < 70:
                Type($"/join {room}");
                break;
            case < 78:
                Type($"{World.Setting.LeaveWord}{(random.Chance(500) ? "" : $" {room}")}");
                break;
            case < 82:
                Type($"@{World.SomeName(ref random)} {NextWords(ref random)}");
                break;
            case 82:
                Type($"/topic subject of {Speaker}");
                break;
            case 83:
                Type($"/nick {FirstName}r{random.Below(100)}");
                break;
            case < 91:
                Type("/ping");
                _pings++;
                break;
            case < 94:
                Type("/users");
                break;
            case < 96:
                Type("/history");
                break;
            case 96:
                Type("/help");
                break;
            case 97:
                Type(new string('x', World.Setting.Options.MessageBytes + 600));
                break;
            case 98:
                Type("/dance");
                break;
            default:
                if (random.Chance(200))
                {
                    Type(random.Chance(500) ? "/quit" : "/fail");
                    IsLeaving = true;
                }

                break;
        }
    }

    private void ReadReply(string line)
    {
        if (line.StartsWith("(private) ", StringComparison.Ordinal))
        {
            World.Audit.Hear(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }

        if (line == TextLine.Refused(RefusalCode.StoreBusy))
        {
            _refused++;
        }
        else if (line == TextLine.Pong())
        {
            _pings--;
        }
        else if (line == TextLine.Refused(RefusalCode.InNoRoom)
            || line.StartsWith(s_muted, StringComparison.Ordinal))
        {
            _refused++;
        }
        else if (line.StartsWith("(private) ", StringComparison.Ordinal)
            && !_told.Add(line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]))
        {
            Fault(Invariant.ExactlyOnce, $"read '{line}' twice");
        }
    }

    /// <summary>The pattern of a sentence with any values.</summary>
    private static string Pattern(Func<string, string> sentence, string values = ".*") =>
        SentencePart.Pattern(sentence, values);
}
