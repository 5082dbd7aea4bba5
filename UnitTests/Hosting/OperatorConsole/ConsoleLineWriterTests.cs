using System.Text;
using EventLoopServer.Hosting.OperatorConsole;
using UnitTests.Support;

namespace UnitTests.Hosting.OperatorConsole;

/// <summary>Output during the typing of a line, as a terminal shows it.</summary>
internal sealed class ConsoleLineWriterTests
{
    private StringWriter _terminal = null!;
    private ConsoleLineWriter _writer = null!;
    private ConsoleLine _line = null!;

    [SetUp]
    public void Start()
    {
        _terminal = new StringWriter();
        _writer = new ConsoleLineWriter(_terminal, static () => 20);
        _line = new ConsoleLine(100);
        _writer.Line = _line;
    }

    [TearDown]
    public void Stop()
    {
        _writer.Dispose();
        _terminal.Dispose();
    }

    [Test]
    public void Typed_text_is_redrawn_after_a_log_line()
    {
        Type("/say hal");
        _writer.Write("12:00 info: bob connected\n");
        Type("lo");
        _writer.WriteLine("12:01 info: bob left");
        Type("\n");
        _writer.Write("-- Done.\n");
        Assert.That(Shown(), Is.EqualTo(new[]
        {
            "12:00 info: bob connected",
            "12:01 info: bob left",
            "/say hallo",
            "-- Done.",
            "",
        }));
    }

    [Test]
    public void Logging_and_typing_never_deadlock()
    {
        // The runtime does the same: it locks the console's output to print and to find its size.
        ConsoleLineWriter writer = null!;
        using var isDrawing = new ManualResetEventSlim();
        using var terminal = new LockingWriter(() =>
        {
            isDrawing.Set();
            return writer.Locked;
        });
        writer = new ConsoleLineWriter(terminal, () => terminal.Columns) { Line = _line };
        var typing = new Thread(() => writer.Type(_line, (byte)'x')) { IsBackground = true };
        var log = new Thread(() =>
        {
            lock (writer.Locked)
            {
                typing.Start();
                while (!isDrawing.IsSet && !IsWaiting(typing))
                {
                    Thread.Yield();
                }

                writer.Locked.Write("12:00 info: bob connected\n");
            }
        })
        {
            IsBackground = true,
        };
        log.Start();
        Assert.That(log.Join(TestClientSocket.DeadlineMs), Is.True, "the log waits for ever");
        Assert.That(typing.Join(TestClientSocket.DeadlineMs), Is.True, "typing waits for ever");
        writer.Dispose();
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Terminal_without_a_size_has_80_columns(int columns)
    {
        using ConsoleLineWriter writer =
            new ConsoleLineWriter(_terminal, () => columns) { Line = _line };
        for (int i = 0; i < 90; i++)
        {
            writer.Type(_line, (byte)'x');
        }

        Assert.That(Shown()[^1], Is.EqualTo(new string('x', 79)));
    }

    [Test]
    public void Without_typed_text_nothing_is_added()
    {
        _writer.Write("one\n");
        _writer.WriteLine("two");
        Assert.That(_terminal.ToString(), Is.EqualTo("one\ntwo\n"));
    }

    [Test]
    public void Long_line_shows_its_end_in_one_row()
    {
        Type("0123456789abcdefghijklmn");
        Assert.That(Shown()[^1], Is.EqualTo("56789abcdefghijklmn"), "one column stays free");
    }

    [Test]
    public void Reader_gets_whole_lines_and_the_next_line_starts_empty()
    {
        byte[] keys = Encoding.UTF8.GetBytes("/say bjørn\r/stop\n/us");
        var pieces = new Queue<byte>(keys);
        LineEditingInput input = new LineEditingInput(Next, _writer, 100);
        byte[] space = new byte[100];
        List<string> lines = [];
        int read;
        while ((read = input.Read(space)) > 0)
        {
            lines.Add(Encoding.UTF8.GetString(space, 0, read));
        }

        Assert.That(lines, Is.EqualTo(new[] { "/say bjørn\n", "/stop\n" }));

        int Next(Span<byte> to)
        {
            if (!pieces.TryDequeue(out to[0]))
            {
                return 0;
            }

            return 1;
        }
    }

    private static bool IsWaiting(Thread thread) =>
        (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;

    private void Type(string keys)
    {
        foreach (byte key in Encoding.UTF8.GetBytes(keys))
        {
            if (_writer.Type(_line, key) == ConsoleLineStep.Line)
            {
                _writer.Take(_line);
            }
        }
    }

    /// <summary>The rows of a terminal that interprets CR, LF and "erase to end of line".</summary>
    private string[] Shown()
    {
        List<string> rows = [""];
        int column = 0;
        string all = _terminal.ToString().Replace("\x1b[K", "\0", StringComparison.Ordinal);
        foreach (char c in all)
        {
            switch (c)
            {
                case '\r':
                    column = 0;
                    break;
                case '\n':
                    rows.Add("");
                    column = 0;
                    break;
                case '\0':
                    rows[^1] = rows[^1][..column];
                    break;
                default:
                    rows[^1] = rows[^1][..column] + c;
                    column++;
                    break;
            }
        }

        return [.. rows];
    }

    /// <summary>A terminal that takes a lock for each write and for its size.</summary>
    private sealed class LockingWriter(Func<object> enter) : StringWriter
    {
        public int Columns
        {
            get
            {
                lock (enter())
                {
                    return 20;
                }
            }
        }

        public override void Write(string? value)
        {
            lock (enter())
            {
                base.Write(value);
            }
        }
    }
}
