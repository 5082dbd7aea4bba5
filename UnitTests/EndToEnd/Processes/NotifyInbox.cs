using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>
/// Stands in for the service manager's socket. A thread reads it all the time, because the kernel
/// keeps only ten messages, and the server drops a status that does not fit.
/// </summary>
internal sealed class NotifyInbox : IDisposable
{
    private readonly Socket _socket =
        new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        {
            ReceiveTimeout = 100,
        };

    private readonly BlockingCollection<string> _messages = [];
    private readonly Thread _reader;
    private volatile bool _hasEnded;

    public NotifyInbox(string path)
    {
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _reader = new Thread(Read) { IsBackground = true, Name = "notify inbox" };
        _reader.Start();
    }

    /// <summary>Waits until a message contains a text. Fails at a deadline.</summary>
    public void WaitFor(string part)
    {
        var seen = new List<string>();
        var clock = Stopwatch.StartNew();
        int deadlineMs = 2 * TestClientSocket.DeadlineMs;
        int leftMs = deadlineMs;
        while (leftMs > 0 && _messages.TryTake(out string? message, leftMs))
        {
            if (message.Contains(part))
            {
                return;
            }

            seen.Add(message);
            leftMs = deadlineMs - (int)clock.ElapsedMilliseconds;
        }

        Assert.Fail($"The server has not reported '{part}', but: {string.Join(" | ", seen)}");
    }

    public void Dispose()
    {
        _hasEnded = true;
        _reader.JoinInTime();
        _socket.Dispose();
        _messages.Dispose();
    }

    private void Read()
    {
        var space = new byte[1024];
        while (!_hasEnded)
        {
            try
            {
                _messages.Add(Encoding.UTF8.GetString(space, 0, _socket.Receive(space)));
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
            {
                // Looks whether the test has ended.
            }
        }
    }
}
