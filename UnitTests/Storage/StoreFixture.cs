using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Threading;
using Protocol.Messages;

namespace UnitTests.Storage;

/// <summary>
/// A store in a temporary folder, on a real file system. The thread of the test is its reactor.
/// </summary>
internal sealed class StoreFixture : IDisposable
{
    public const ulong Incarnation = 0xF123_4567_89AB_CDEF;

    private const int DeadlineMs = 30_000;

    private readonly AutoResetEvent _woken = new(false);
    private readonly Func<StoreOptions, StoreOptions> _adapt;
    private Mailbox _mailbox = new();

    public StoreFixture(Func<StoreOptions, StoreOptions>? adapt = null)
    {
        _adapt = adapt ?? (static o => o);
        Folder = Directory.CreateTempSubdirectory("store-test-").FullName;
        Paths = new StorePaths(Path.Combine(Folder, "data"));
    }

    /// <summary>The folder of the test; the store's is in it.</summary>
    public string Folder { get; }

    public StorePaths Paths { get; }

    public StoreClock Clock { get; } = new();

    public StoreLogLines Log { get; } = new();

    public SqliteStore Store { get; private set; } = null!;

    public StoredState State { get; private set; } = null!;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public SqliteStore Open(string? folder = null)
    {
        _mailbox = new Mailbox { Wake = () => _woken.Set() };
        var options = new StoreOptions(folder ?? Paths.Folder)
        {
            BallastBytes = 1 << 20,
            BackupEvery = TimeSpan.Zero,
            BatchBytes = 1 << 20,
            RetryEvery = TimeSpan.FromMilliseconds(5),
        };
        Store = SqliteStore.Open(_adapt(options), _mailbox, Clock, Log);
        State = Store.Load();
        return Store;
    }

    public void Reopen()
    {
        Store.Close();
        Store.Dispose();
        Open();
    }

    /// <summary>Ends the run without a mark, as a crash does.</summary>
    public void Crash()
    {
        Store.Dispose();
        Open();
    }

    public bool Say(
        ulong sequence,
        string text,
        string room = "lobby",
        string name = "alice",
        ulong incarnation = Incarnation,
        EventKind kind = EventKind.Said) => Store.TryAppend(new StoredMessage
        {
            Kind = kind,
            Room = Utf8(room),
            Incarnation = incarnation,
            Sequence = sequence,
            TimeMs = Clock.UnixMs,
            SenderId = 7,
            RequestId = sequence,
            Name = Utf8(name),
            Text = Utf8(text),
        });

    /// <summary>Appends lines with these numbers.</summary>
    public void SayAll(ulong first, ulong last, string room = "lobby")
    {
        for (ulong number = first; number <= last; number++)
        {
            Assert.That(Say(number, $"line {number}", room), Is.True);
        }
    }

    /// <summary>Hands everything over and waits until it is on disk.</summary>
    public void Keep() => RunUntil(() => Store.Kept == Store.Appended);

    /// <summary>What the reactor does for the store in each turn.</summary>
    public void Turn()
    {
        Store.Persist();
        _mailbox.Drain();
    }

    /// <summary>Runs turns until a condition holds.</summary>
    public void RunUntil(Func<bool> condition)
    {
        long until = Environment.TickCount64 + DeadlineMs;
        while (true)
        {
            Turn();
            if (condition())
            {
                return;
            }

            Assert.That(
                Environment.TickCount64, Is.LessThan(until), $"never happened; log:\n{Log}");
            if (_mailbox.TryPrepareToSleep())
            {
                // Some conditions change without an item in the mailbox.
                _woken.WaitOne(20);
            }

            _mailbox.Woken();
        }
    }

    /// <summary>
    /// Runs a turn and sleeps as a reactor without other work does, until the store wakes it.
    /// </summary>
    public void SleepUntilWoken()
    {
        _woken.Reset();
        Store.Persist();
        if (_mailbox.TryPrepareToSleep())
        {
            Assert.That(_woken.WaitOne(DeadlineMs), Is.True, $"never woken; log:\n{Log}");
        }

        _mailbox.Woken();
        _mailbox.Drain();
    }

    /// <summary>Asks and waits for the answer.</summary>
    public T Ask<T>(T query)
        where T : StoreQuery
    {
        bool isAnswered = false;
        query.Answered = _ => isAnswered = true;
        Assert.That(Store.TryStart(query), Is.True);
        RunUntil(() => isAnswered);
        Assert.That(query.Fault, Is.Null);
        return query;
    }

    public PageQuery Page(int count, ulong before = 0, ulong after = 0, string room = "lobby") =>
        Ask(new PageQuery(room, count) { Before = before, After = after });

    public IEnumerable<string> Search(params string[] words) =>
        Ask(new SearchQuery(words, 100)).Lines.Select(static l => Encoding.UTF8.GetString(l.Text));

    public void Dispose()
    {
        Store?.Dispose();
        Directory.Delete(Folder, recursive: true);
        _woken.Dispose();
    }
}
