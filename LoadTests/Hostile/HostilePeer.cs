using System.Net;
using System.Net.Sockets;
using LoadTests.Sentences;

namespace LoadTests.Hostile;

/// <summary>
/// One of the peers of a hostile crowd. It opens one connection after another. One thread polls all
/// peers, and none of the calls blocks. Only the connect completes on another thread.
/// </summary>
internal sealed class HostilePeer : IDisposable
{
    /// <summary>
    /// Time between two polls of an open connection, in ms. At this value, polling 200 connections
    /// costs 1 % of a core.
    /// </summary>
    private const long CheckMs = 10;

    /// <summary>
    /// Time from the end of one connection to the next connect, in ms. So a flood resumes soon
    /// after the server closes it.
    /// </summary>
    private const long ReturnMs = 250;

    private const long ConnectMs = 5000;

    /// <summary>Receives in one poll. The limit keeps one peer from delaying the others.</summary>
    private const int MaxReceives = 4;

    private readonly HostileCrowd _crowd;
    private readonly HostileTally _tally;
    private readonly SocketAsyncEventArgs _connect = new();
    private readonly LastBytes _last = new();
    private HostileScript _script = new();
    private Socket? _socket;
    private volatile bool _isConnecting;
    private bool _isOpen;
    private long _nextCheckMs;
    private long _sayMs;
    private long _said;

    public HostilePeer(HostileCrowd crowd, HostileTally tally)
    {
        (_crowd, _tally) = (crowd, tally);
        _connect.Completed += (_, _) => _isConnecting = false;
    }

    /// <summary>Continues with the next step that is due.</summary>
    public void Tick(long nowMs)
    {
        if (_isConnecting)
        {
            if (nowMs >= _nextCheckMs)
            {
                // Disposing aborts the connect, which is then counted as failed.
                _socket?.Dispose();
            }
        }
        else if (_socket is null)
        {
            if (nowMs >= _nextCheckMs && _crowd.MayConnect())
            {
                Connect(nowMs);
            }
        }
        else if (!_isOpen)
        {
            Open(nowMs);
        }
        else if (nowMs >= _nextCheckMs)
        {
            _nextCheckMs = nowMs + CheckMs;
            Check(nowMs);
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _connect.Dispose();
    }

    private void Connect(long nowMs)
    {
        IPEndPoint target = _crowd.NextTarget(_tally);
        _script = _crowd.Place(_tally, target, _tally.Kind.Write(_crowd.Random));
        _last.Clear();
        _said = 0;
        _socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        if (_script.NeverReads)
        {
            _socket.ReceiveBufferSize = 4096;
        }

        _connect.RemoteEndPoint = target;
        _nextCheckMs = nowMs + ConnectMs;
        _isConnecting = true;
        if (!_socket.ConnectAsync(_connect))
        {
            _isConnecting = false;
        }
    }

    private void Open(long nowMs)
    {
        if (_connect.SocketError != SocketError.Success)
        {
            End(nowMs, HostileSentences.ConnectFailed);
            return;
        }

        _isOpen = true;
        _socket!.Blocking = false;
        _nextCheckMs = nowMs;
        _sayMs = nowMs;
        _tally.Opened++;
        _tally.InHonestRooms += _script.Room.Length > 0 ? 1 : 0;
        Send(_script.Beginning(), out SocketError error);
        switch (_script.End)
        {
            case HostileEnd.Reset:
                Reset(nowMs);
                break;
            case HostileEnd.HalfClose when error == SocketError.Success:
                ShutDown();
                break;
            default:
                break;
        }
    }

    private void Check(long nowMs)
    {
        // A peer that never reads can only detect a reset.
        bool mayHaveEnded = !_script.NeverReads || _socket!.Poll(0, SelectMode.SelectError);
        int receives = _script.NeverReads ? int.MaxValue : MaxReceives;
        if (mayHaveEnded && TryFindEnd(receives, out string end))
        {
            End(nowMs, end);
            return;
        }

        if (_script.End == HostileEnd.ResetAfterReply && _last.Total > 0)
        {
            Reset(nowMs);
            return;
        }

        if (nowMs < _sayMs || _script.Rest.Length == 0 || _script.End == HostileEnd.HalfClose)
        {
            return;
        }

        _sayMs = nowMs + _script.EveryMs;
        _said += Send(_script.Next(_said), out SocketError error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            // The connection has ended. The bytes that arrived before the end may still be unread.
            End(nowMs, TryFindEnd(int.MaxValue, out end) ? end : HostileSentences.Reset);
        }
    }

    /// <summary>Reads the pending input.</summary>
    /// <returns>True when the connection has ended.</returns>
    private bool TryFindEnd(int receives, out string end)
    {
        end = string.Empty;
        for (int i = 0; i < receives; i++)
        {
            int bytes = _socket!.Receive(
                _crowd.Scratch, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                return false;
            }

            if (error != SocketError.Success || bytes == 0)
            {
                end = ConnectionOutcome.Of(_last, wasReset: error != SocketError.Success);
                return true;
            }

            _last.Add(_crowd.Scratch.AsSpan(0, bytes));
        }

        return false;
    }

    private int Send(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        error = SocketError.Success;
        return bytes.IsEmpty ? 0 : Math.Max(0, _socket!.Send(bytes, SocketFlags.None, out error));
    }

    private void ShutDown()
    {
        try
        {
            _socket!.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server has already closed the connection. The next poll finds the end.
        }
    }

    private void Reset(long nowMs)
    {
        _socket!.LingerState = new LingerOption(enable: true, seconds: 0);
        End(nowMs, HostileSentences.Left);
    }

    private void End(long nowMs, string end)
    {
        _tally.CountEnd(end);
        _socket!.Dispose();
        _socket = null;
        _isOpen = false;
        _nextCheckMs = nowMs + ReturnMs;
    }
}
