using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// Reads the server's console on a thread of its own. The thread passes each input to the reactor,
/// waits for the answer and prints it. So the loop never waits for the keyboard or the screen. At
/// the end of the input only this thread ends, and the server continues.
/// </summary>
internal sealed class ConsoleReader : MailboxNode
{
    private readonly Func<Span<byte>, int> _input;
    private readonly ConsoleSession _session;
    private readonly Mailbox _mailbox;
    private readonly Action<string> _print;
    private readonly byte[] _typed;
    private readonly object _lock = new();
    private readonly ConsoleTurn _turn;
    private string _answer = "";
    private bool _isAnswered;
    private int _count;

    /// <param name="input">Reads typed bytes; 0 at the end.</param>
    /// <param name="session">Runs the lines on the reactor.</param>
    /// <param name="mailbox">The mailbox of the reactor.</param>
    /// <param name="print">Prints whole lines in one call; it may block.</param>
    public ConsoleReader(
        Func<Span<byte>, int> input, ConsoleSession session, Mailbox mailbox, Action<string> print)
    {
        _input = input;
        _session = session;
        _mailbox = mailbox;
        _print = print;
        _typed = new byte[session.MaxInputBytes];
        _turn = new ConsoleTurn(this);
    }

    /// <summary>Starts reading, unless there is no input.</summary>
    /// <param name="console">Runs the lines on the reactor.</param>
    /// <param name="mailbox">The mailbox of the reactor.</param>
    /// <param name="asJson">
    /// True when programs read the output. Then answers are lines of the log.
    /// </param>
    /// <param name="log">The log.</param>
    /// <param name="editor">Draws the typed line; null when the terminal draws it.</param>
    public static void Start(
        ConsoleSession console,
        Mailbox mailbox,
        bool asJson,
        ILogger log,
        ConsoleLineWriter? editor)
    {
        if (StandardInput.Open() is not { } input)
        {
            return;
        }

        // Each answer is printed in one call, as each log line is, so that lines are not mixed.
        Action<string> print = asJson
            ? text => Log.ConsoleAnswer(log, text.TrimEnd())
            : Console.Out.Write;
        Func<Span<byte>, int> read = editor is null
            ? input.Read
            : new LineEditingInput(input.Read, editor, console.MaxInputBytes).Read;
        var reader = new ConsoleReader(read, console, mailbox, print);
        new Thread(() => reader.Read(isTerminal: !Console.IsInputRedirected))
        {
            IsBackground = true,
            Name = "console",
        }.Start();
    }

    /// <summary>
    /// Runs on the reactor while the reading thread waits, so the two threads never use the same
    /// data at the same time. It sets a timer that is due at once, so that an exception of a
    /// command affects only its answer.
    /// </summary>
    public override void Deliver() => _session.Timers.Set(_turn, _session.NowMs);

    private void Read(bool isTerminal)
    {
        if (isTerminal)
        {
            _print(ConsoleSentences.Opens);
        }

        int read;
        while ((read = _input(_typed.AsSpan(_count))) > 0)
        {
            _count += read;
            Ask();
        }

        if (_count > 0 && _count < _typed.Length)
        {
            // The last line had no line end.
            _typed[_count++] = (byte)'\n';
            Ask();
        }

        if (isTerminal)
        {
            _print(ConsoleSentences.Ends);
        }
    }

    private void Ask()
    {
        _isAnswered = false;
        _mailbox.Post(this);
        lock (_lock)
        {
            while (!_isAnswered)
            {
                Monitor.Wait(_lock);
            }
        }

        if (_answer.Length > 0)
        {
            _print(_answer);
        }
    }

    private void Take(string answer, int count)
    {
        lock (_lock)
        {
            _answer = answer;
            _count = count;
            _isAnswered = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Runs the typed bytes on the reactor.</summary>
    private sealed class ConsoleTurn(ConsoleReader reader) : LoopTimer
    {
        public override void Fire()
        {
            Span<byte> typed = reader._typed.AsSpan(0, reader._count);
            string answer = reader._session.Run(typed, out int used, out int left);
            typed[used..left].CopyTo(typed);
            if (reader._session.DueMs is { } dueMs)
            {
                // The reading thread continues to wait, because the answer comes in a later turn.
                reader._count = left - used;
                reader._session.Ready =
                    () => reader._session.Timers.Set(this, reader._session.NowMs);
                reader._session.Timers.Set(this, dueMs);
                return;
            }

            reader.Take(answer, left - used);
        }

        public override void Failed(Exception fault)
        {
            reader.Take(reader._session.Failed(fault), 0);
        }
    }
}
