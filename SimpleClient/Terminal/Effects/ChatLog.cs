using System.Globalization;
using System.Text;
using System.Threading.Channels;
using SimpleClient.Sentences;
using SimpleClient.Standard;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Effects;

/// <summary>
/// Writes messages to files, one for each place, on a task of its own. When the disk is too slow,
/// messages are not logged, and the user sees how many.
/// </summary>
internal sealed class ChatLog : IAsyncDisposable
{
    /// <summary>The most messages that wait for the disk.</summary>
    public const int MaxWaiting = 20_000;

    /// <summary>The time for the last messages at the end of the client.</summary>
    private static readonly TimeSpan s_lastSteps = TimeSpan.FromSeconds(2);

    /// <summary>The longest file name, in characters, without the ending.</summary>
    private const int MaxFileName = 120;

    private readonly Channel<(string Folder, IReadOnlyList<LogLine> Lines)> _queue =
        Channel.CreateUnbounded<(string, IReadOnlyList<LogLine>)>();

    private readonly string _server;
    private readonly Action<string> _report;
    private readonly Task _writing;
    private int _waiting;
    private int _lost;
    private string _lastFault = "";

    /// <param name="server">The server's address, for the name of a folder.</param>
    /// <param name="report">Receives an error, from any thread.</param>
    public ChatLog(string server, Action<string> report)
    {
        (_server, _report) = (server, report);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Adds messages. It never waits.</summary>
    /// <param name="folder">The user's folder for logs; empty: nothing is logged.</param>
    /// <param name="lines">The messages.</param>
    public void Add(string folder, IReadOnlyList<LogLine> lines)
    {
        if (Volatile.Read(ref _waiting) + lines.Count > MaxWaiting)
        {
            _lost += lines.Count;
            return;
        }

        if (_lost > 0)
        {
            _report(SettingSentences.LogLost(_lost));
            _lost = 0;
        }

        Interlocked.Add(ref _waiting, lines.Count);
        _queue.Writer.TryWrite((folder, lines));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await Task.WhenAny(_writing, Task.Delay(s_lastSteps));
    }

    /// <summary>The file of a place.</summary>
    public static string FileOf(string folder, string server, string place) =>
        Path.Combine(folder, FileName(server), $"{FileName(place)}.log");

    /// <summary>
    /// A text as a file name. Other characters than letters, digits and some marks become their
    /// UTF-8 bytes in hexadecimal digits, so that no name leads to another folder.
    /// </summary>
    private static string FileName(string text)
    {
        var all = new StringBuilder();
        foreach (Rune rune in text.ToLowerInvariant().EnumerateRunes())
        {
            bool isSafe = Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '@'
                || (rune.Value == '.' && all.Length > 0);
            string one = isSafe
                ? rune.ToString()
                : string.Concat(Encoding.UTF8.GetBytes(rune.ToString()).Select(
                    static b => $"%{b:X2}"));
            if (all.Length + one.Length > MaxFileName)
            {
                break;
            }

            all.Append(one);
        }

        return all.Length == 0 ? "%" : all.ToString();
    }

    private async Task WriteAllAsync()
    {
        await foreach ((string folder, IReadOnlyList<LogLine> lines) in
            _queue.Reader.ReadAllAsync())
        {
            try
            {
                if (folder.Length == 0)
                {
                    // The current folder of the program may be any folder.
                    throw new IOException(SettingSentences.NoLogFolder);
                }

                foreach (IGrouping<string, LogLine> place in lines.GroupBy(static l => l.Place))
                {
                    PrivateFile.Append(
                        FileOf(folder, _server, place.Key), string.Concat(place.Select(Row)));
                }

                _lastFault = "";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException
                or ArgumentException or NotSupportedException)
            {
                string fault = e.Message.TrimEnd('.');
                if (fault != _lastFault)
                {
                    _lastFault = fault;
                    _report(SettingSentences.LogFailed(fault));
                }
            }

            Interlocked.Add(ref _waiting, -lines.Count);
        }
    }

    private static string Row(LogLine line)
    {
        string time = line.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        string name = SafeText.Of(line.Name);
        string who = line.IsAction ? $"* {name}" : $"<{name}>";
        return $"{time} {who} {SafeText.Of(line.Text)}\n";
    }
}
