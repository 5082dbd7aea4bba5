using EventLoopServer.Sentences;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Messages;
using UnitTests.Simulation.World.Audit;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// A client of an older chat program. It has neither frames nor lines, so its input is compared
/// byte for byte with the record, except for line breaks.
/// </summary>
internal sealed class LegacyClient : WorldClient
{
    private readonly string _dialectName;
    private readonly IDialect _dialect;
    private readonly int _listener;
    private readonly List<byte> _unread = [];
    private readonly List<byte[]> _prompts = [];
    private readonly List<byte[]> _welcomes = [];
    private readonly List<byte[]> _goodbyes = [];
    private EventCursor _cursor = null!;
    private bool _isWelcome;
    private int _saidAloud;
    private int _refused;

    public LegacyClient(SimWorld world, int index, string set, string dialect)
        : base(world, index)
    {
        _dialectName = dialect;
        _listener = DialectCatalog.Sets.ToList().FindIndex(s => s.Name == set);
        _dialect = DialectCatalog.Sets[_listener].Dialects.First(d => d.Name == dialect);
    }

    public override bool IsNamed => _isWelcome && _cursor.HasEntered;

    public override string? Missing =>
        _unread.Count > 0 ? $"it read '{Text(_unread)}', which nobody has said"
        : Next() is { } next ? $"it was not told {next.Seen}"
        : !HasSentAll ? "its messages are not read"
        : _saidAloud != World.EventRecord.WordsOf(Speaker) + _refused
            ? $"it said {_saidAloud} things, {World.EventRecord.WordsOf(Speaker)} were heard, "
                + $"{_refused} refused"
        : null;

    protected override int Listener => _listener;

    protected override bool WaitsForItsTurn => true;

    private bool WritesItsName => _dialectName is "username" or "nick" or "nickname";

    public override void CheckAgain()
    {
        while (_unread.Count > 0 && ReadOn())
        {
        }
    }

    protected override void Begin()
    {
        _unread.Clear();
        _saidAloud = _refused = 0;
        _cursor = new EventCursor(World.EventRecord, FirstName, _dialect.Echoes);
        _prompts.Clear();
        _welcomes.Clear();
        _goodbyes.Clear();

        // If two dialects share a listener, a client that is slow to send is taken for the other
        // one.
        foreach (IDialect dialect in DialectCatalog.Sets[_listener].Dialects)
        {
            Expect(_prompts, dialect.Prompting!.Prompt.ToArray());
            Expect(_welcomes, RecordedEvent.Encode(dialect, withBreaks: false, new ServerEvent
            {
                Kind = EventKind.Named,
                Name = RecordedEvent.Utf8(FirstName),
            }));
        }

        _isWelcome = _dialectName == "name-first";
        foreach (string sentence in (string[])[
            GoodbyeSentences.ServerStops,
            GoodbyeSentences.TooSlow,
            GoodbyeSentences.TooLate,
            GoodbyeSentences.Flood,
            GoodbyeSentences.Unfinished,
            Rejection(RefusalCode.ServerFull),
            Rejection(RefusalCode.AddressFull),
            Rejection(RefusalCode.TooManyArrivals),
            GoodbyeSentences.OutOfBuffers,
            GoodbyeSentences.Quit,
            GoodbyeSentences.QuitNamed(FirstName)])
        {
            _goodbyes.Add(Encode(EventKind.Goodbye, sentence));
        }

        if (_dialectName is "username" or "name-first")
        {
            Put(RecordedEvent.Utf8(FirstName));
        }
    }

    protected override void Behave(ref SeededRandom random)
    {
        // Only text that was already read is certain to be separate from later text.
        if (!IsNamed || !HasSentAll || HasReadGoodbye)
        {
            return;
        }

        if (random.Chance(10))
        {
            SayGoodbye();
            return;
        }

        for (int times = WritesItsName ? 1 + random.Below(3) : 1; times > 0; times--)
        {
            string head = WritesItsName ? $"{FirstName}: " : string.Empty;
            Put(RecordedEvent.Utf8(head + NextWords(ref random)));
            _saidAloud++;
        }
    }

    protected override void Understand(byte[] bytes)
    {
        if (HasReadGoodbye)
        {
            Fault(Invariant.ExactlyOnce, "something came behind goodbye");
        }

        _unread.AddRange(bytes.Where(static b => b != '\n'));
        CheckAgain();
    }

    private static string Text(List<byte> bytes) =>
        System.Text.Encoding.UTF8.GetString([.. bytes.Take(100)]);

    private static string Rejection(RefusalCode code) =>
        $"{Refusal.For(code).Sentence} {Refusal.For(code).Advice}";

    private byte[] Encode(EventKind kind, string text, string detail = "") =>
        RecordedEvent.Encode(_dialect, withBreaks: false, new ServerEvent
        {
            Kind = kind,
            Text = RecordedEvent.Utf8(text),
            Detail = RecordedEvent.Utf8(detail),
        });

    private byte[] Encode(Refusal refusal) =>
        Encode(EventKind.Refused, refusal.Sentence, refusal.Advice);

    private static void Expect(List<byte[]> replies, byte[] reply)
    {
        if (reply.Length > 0)
        {
            replies.Add(reply);
        }
    }

    /// <summary>The next event that has bytes in this dialect.</summary>
    private RecordedEvent? Next()
    {
        while (_cursor.Peek() is { } next)
        {
            if (next.In(_dialect, withBreaks: false).Length > 0)
            {
                return next;
            }

            _cursor.Take();
        }

        return null;
    }

    /// <returns>False if more input is needed.</returns>
    private bool ReadOn()
    {
        RecordedEvent? next = Next();
        byte[]? expected = next?.In(_dialect, withBreaks: false);
        if (expected is not null && Starts(expected))
        {
            _cursor.Take();
            _unread.RemoveRange(0, expected.Length);
            return true;
        }

        if (TryRead(_prompts))
        {
            if (_dialectName != "name-first")
            {
                Put(RecordedEvent.Utf8(FirstName));
            }

            return true;
        }

        if (TryRead(_welcomes))
        {
            _isWelcome = true;
            return true;
        }

        if (TryRead(_goodbyes))
        {
            HasReadGoodbye = true;
            return true;
        }

        bool mayComeTrue = ReadActionText(out bool isRead);
        if (isRead)
        {
            return true;
        }

        mayComeTrue = mayComeTrue
            || expected is null
            || MayBecome(expected)
            || _prompts.Exists(MayBecome)
            || _welcomes.Exists(MayBecome)
            || _goodbyes.Exists(MayBecome);
        if (!mayComeTrue)
        {
            Fault(Invariant.ExactlyOnce, $"read '{Text(_unread)}' where {next!.Seen} was next");
        }

        return false;
    }

    /// <summary>Reads output that operators caused, which may come often.</summary>
    /// <returns>True if the input so far may become such output.</returns>
    private bool ReadActionText(out bool isRead)
    {
        ModerationAudit audit = World.Audit;
        byte[][] refusals =
        [
            .. audit.MuteRefusals().Select(Encode),
            .. World.Memory.Store is null
                ? Array.Empty<byte[]>()
                : [Encode(Refusal.For(RefusalCode.StoreBusy))],
        ];
        byte[][] ends = [.. audit.LastWords(FirstName).Select(s => Encode(EventKind.Goodbye, s))];
        byte[][] others =
        [
            .. audit.Notices(FirstName).Append(ModerationSentences.HeardAgainYourself)
                .Select(s => Encode(EventKind.Notice, s)),
            .. audit.BanRefusals(FirstName).Select(Encode),
        ];

        // The refusal of a name starts like the goodbye text of a ban.
        byte[]? read = Array.Find(refusals, Starts)
            ?? Array.Find(others, Starts)
            ?? Array.Find(ends, Starts);
        isRead = read is not null;
        if (read is not null)
        {
            _unread.RemoveRange(0, read.Length);
            _refused += refusals.Contains(read) ? 1 : 0;
            HasReadGoodbye |= ends.Contains(read);
        }

        return Array.Exists([.. refusals, .. others, .. ends], MayBecome);
    }

    /// <summary>Reads one of these replies, each of which is sent once.</summary>
    private bool TryRead(List<byte[]> replies)
    {
        if (replies.Find(Starts) is not { } reply)
        {
            return false;
        }

        _unread.RemoveRange(0, reply.Length);
        replies.Remove(reply);
        return true;
    }

    private void SayGoodbye()
    {
        IsLeaving = true;
        switch (_dialectName)
        {
            case "username":
                Put(RecordedEvent.Utf8($"{FirstName} has left the chat."));
                break;
            case "prompt":
                Put("exit"u8);
                break;
            case "name-first":
                Put("/quit"u8);
                break;
            case "nickname":
                Put(RecordedEvent.Utf8($"{FirstName}: /quit"));
                break;
            default:
                End();
                break;
        }
    }

    private bool Starts(byte[] with)
    {
        if (_unread.Count < with.Length)
        {
            return false;
        }

        for (int i = 0; i < with.Length; i++)
        {
            if (!IsAt(i, with[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAt(int at, byte expected) => _unread[at] == expected
        || (expected == ModerationAudit.AnyDigit && char.IsAsciiDigit((char)_unread[at]));

    private bool MayBecome(byte[] whole)
    {
        for (int i = 0; i < _unread.Count; i++)
        {
            if (i >= whole.Length || !IsAt(i, whole[i]))
            {
                return false;
            }
        }

        return true;
    }
}
