using System.Diagnostics;
using System.Text;
using LoadTests.Checking;
using LoadTests.Clients;
using LoadTests.Sentences;
using LoadTests.Staging;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Archive;

/// <summary>
/// A native client that reads the archive page by page, from the newest line back to the first one,
/// and then again. It also searches the archive. One request is open at a time.
/// </summary>
internal sealed class ArchiveReader : IAnswerListener, IDisposable
{
    /// <summary>Requests per second. A user who holds PgUp reads a page in 0.5 s.</summary>
    public const int RequestsPerSecond = 2;

    /// <summary>Lines of a page.</summary>
    public const int PageLines = 50;

    /// <summary>Every fifth request is a search.</summary>
    private const int RequestsForSearch = 5;

    private static readonly long s_gapTicks = Stopwatch.Frequency / RequestsPerSecond;

    private readonly Stage _stage;
    private readonly LoadClient _client;
    private readonly Random _random;
    private readonly byte[] _space = new byte[1024];
    private ulong _requestId;
    private ulong _before;
    private ulong _lowest;
    private ulong _next;
    private ulong _linesLeft;
    private bool _isLastPage;
    private bool _isOpen;
    private long _dueTicks;
    private long _askedTicks;

    /// <param name="stage">The stage of the run.</param>
    /// <param name="seed">The seed of its searches.</param>
    public ArchiveReader(Stage stage, int seed)
    {
        (_stage, _random) = (stage, new Random(seed));
        string name = stage.NewName("reader");
        var listener = new Listener
        {
            Name = Encoding.ASCII.GetBytes(name),
            Echoes = true,
            IgnoresMessages = true,
        };
        _client = new LoadClient(stage.Swarm, new NativeLoadDialect(), name, listener)
        {
            Rooms = [StoredArchive.Room.ToArray()],
            Answers = this,
        };
    }

    /// <summary>Pages that have arrived.</summary>
    public int Pages { get; private set; }

    /// <summary>Searches that were answered.</summary>
    public int Searches { get; private set; }

    /// <summary>The longest time between a request and its whole answer.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>The id of the open request, or of the last one; for tests.</summary>
    internal ulong RequestId => _requestId;

    /// <summary>
    /// Connects. The first request is due at a random time, so that the readers do not send their
    /// requests at the same time.
    /// </summary>
    public void Connect()
    {
        _dueTicks = Stopwatch.GetTimestamp() + _random.NextInt64(s_gapTicks);
        _client.Begin();
    }

    /// <summary>Sends the next request if it is due. Under the lock.</summary>
    public void Tick(long nowTicks)
    {
        if (_isOpen || !_client.HasArrived || !_client.IsOpen || nowTicks < _dueTicks)
        {
            return;
        }

        _dueTicks = nowTicks + s_gapTicks;
        _askedTicks = nowTicks;
        var writer = new ByteWriter(_space);
        WriteNext(ref writer);
        _client.Send(_space.AsSpan(0, writer.Written));
    }

    /// <summary>Ends the connection. Under the lock.</summary>
    public void Dispose() => _client.Dispose();

    public void Answered(in ServerEvent e)
    {
        if (_linesLeft > 0)
        {
            HandleLine(e);
        }
        else if (!_isOpen || e.RequestId != _requestId)
        {
            return;
        }
        else if (e.Kind == EventKind.Past)
        {
            _isLastPage = !e.Detail.IsEmpty || e.Count == 0;
            (_linesLeft, _lowest, _next) = (e.Count, 0, 0);
            EndIfComplete();
        }
        else if (e.Kind == EventKind.Notice)
        {
            Searches++;
            End();
        }
        else if (e.Kind == EventKind.Refused)
        {
            _stage.Checker.Count(ErrorKind.Refused, Encoding.UTF8.GetString(e.Text));
            End();
        }
    }

    /// <summary>Writes the next request.</summary>
    internal void WriteNext(ref ByteWriter writer)
    {
        _isOpen = true;
        _requestId++;
        NativeWire.WriteRequest(ref writer, _requestId % RequestsForSearch == 0
            ? new ClientRequest
            {
                Verb = RequestVerb.Line,
                Id = _requestId,
                Text = Encoding.ASCII.GetBytes($"/search {StoredArchive.AnyWord(_random)}"),
            }
            : new ClientRequest
            {
                Verb = RequestVerb.History,
                Id = _requestId,
                Target = StoredArchive.Room,
                Count = PageLines,
                Before = _before,
            });
    }

    /// <summary>
    /// Checks a line of a page. The archive has no gaps, so its sequence numbers rise by one.
    /// </summary>
    private void HandleLine(in ServerEvent e)
    {
        _linesLeft--;
        if (_lowest == 0)
        {
            _lowest = e.Sequence;
        }
        else if (e.Sequence != _next)
        {
            _stage.Checker.Count(
                ErrorKind.Disorder, ErrorSentences.OtherLine(e.Sequence, _next));
        }

        _next = e.Sequence + 1;
        EndIfComplete();
    }

    private void EndIfComplete()
    {
        if (_linesLeft > 0)
        {
            return;
        }

        if (_before > 0 && _next > 0 && _next != _before)
        {
            _stage.Checker.Count(
                ErrorKind.Lost, ErrorSentences.ShortPage(_before, _next - 1));
        }

        Pages++;
        _before = _isLastPage ? 0 : _lowest;
        End();
    }

    private void End()
    {
        _isOpen = false;
        TimeSpan taken = Stopwatch.GetElapsedTime(_askedTicks);
        Longest = taken > Longest ? taken : Longest;
    }
}
