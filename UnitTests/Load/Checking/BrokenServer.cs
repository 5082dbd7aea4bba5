using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using UnitTests.Support;

namespace UnitTests.Load.Checking;

/// <summary>
/// A small chat server on real sockets that makes one fault, at a delivery in the middle of a run.
/// A load test has to find it.
/// </summary>
internal sealed class BrokenServer : IDisposable
{
    /// <summary>How long it holds back delayed lines.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(600);

    /// <summary>The delivery with the fault. All clients are connected by then.</summary>
    private const int FaultyDelivery = 100;

    private readonly ServerFault _fault;
    private readonly Socket _listener =
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private readonly List<BrokenMember> _members = [];
    private readonly Thread _thread;
    private volatile bool _stops;
    private int _deliveries;
    private (BrokenMember To, BrokenMember From, string Line)? _kept;
    private BrokenMember? _delayed;
    private long _delayedUntil;

    public BrokenServer(ServerFault fault)
    {
        _fault = fault;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _thread = new Thread(Run) { IsBackground = true, Name = "broken server" };
        _thread.Start();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    public void Dispose()
    {
        _stops = true;
        _thread.JoinInTime();
        _listener.Dispose();
        _members.ForEach(static m => m.Socket.Dispose());
    }

    private void Run()
    {
        while (!_stops)
        {
            List<Socket> readable = [_listener, .. _members.Select(static m => m.Socket)];
            Socket.Select(readable, null, null, TimeSpan.FromMilliseconds(2));
            if (readable.Remove(_listener))
            {
                _members.Add(new BrokenMember(_listener.Accept()));
            }

            foreach (BrokenMember member in _members.ToArray())
            {
                if (readable.Contains(member.Socket))
                {
                    Receive(member);
                }
            }

            ReleaseDelayed();
        }
    }

    private void Receive(BrokenMember from)
    {
        var bytes = new byte[4096];
        int got = from.Socket.Receive(bytes, SocketFlags.None, out SocketError error);
        if (got == 0 || error != SocketError.Success)
        {
            _members.Remove(from);
            from.Socket.Dispose();
            return;
        }

        foreach (string line in from.Lines(Encoding.ASCII.GetString(bytes, 0, got)))
        {
            Take(from, line);
        }
    }

    private void Take(BrokenMember from, string line)
    {
        if (from.Name.Length == 0)
        {
            from.Name = line;
        }
        else if (line == "/ping")
        {
            from.Send("-- Pong.");
        }
        else
        {
            foreach (BrokenMember to in _members.Where(m => m != from && m.Name.Length > 0))
            {
                Deliver(from, to, $"{from.Name}: {line}");
            }
        }
    }

    private void Deliver(BrokenMember from, BrokenMember to, string line)
    {
        if (++_deliveries == FaultyDelivery && _fault != ServerFault.None)
        {
            GoWrong(from, to, line);
            return;
        }

        if (to == _delayed)
        {
            to.Waiting.Enqueue(line);
            return;
        }

        to.Send(line);
        if (_kept is { } kept && kept.To == to && kept.From == from)
        {
            to.Send(kept.Line);
            _kept = null;
        }
    }

    private void GoWrong(BrokenMember from, BrokenMember to, string line)
    {
        switch (_fault)
        {
            case ServerFault.Drops:
                break;
            case ServerFault.Duplicates:
                to.Send(line);
                to.Send(line);
                break;
            case ServerFault.Reorders:
                _kept = (to, from, line);
                break;
            case ServerFault.Delays:
                _delayed = to;
                _delayedUntil = Stopwatch.GetTimestamp()
                    + (long)(Delay.TotalSeconds * Stopwatch.Frequency);
                to.Waiting.Enqueue(line);
                break;
            case ServerFault.Misroutes:
                to.Send(line);
                from.Send(line);
                break;
            case ServerFault.Garbles:
                to.Send(line);
                to.Send(line.Replace('~', '?'));
                break;
            case ServerFault.Misnames:
                to.Send($"{to.Name}{line[from.Name.Length..]}");
                break;
            case ServerFault.Dies:
                _members.ForEach(static m => m.Socket.Shutdown(SocketShutdown.Send));
                break;
            default:
                to.Send(line);
                to.Socket.Shutdown(SocketShutdown.Send);
                break;
        }
    }

    private void ReleaseDelayed()
    {
        if (_delayed is not null && Stopwatch.GetTimestamp() >= _delayedUntil)
        {
            while (_delayed.Waiting.TryDequeue(out string? line))
            {
                _delayed.Send(line);
            }

            _delayed = null;
        }
    }
}
