using System.Net.Sockets;
using System.Text;
using LoadTests.Sentences;

namespace LoadTests.ThreadPerClient;

/// <summary>One client with its own thread, which blocks in receives.</summary>
internal sealed class ThreadedClient
{
    /// <summary>
    /// Bytes of a line: the default message size of the event-loop server, and a name.
    /// </summary>
    private const int MaxLineBytes = 4096 + 64;

    private readonly Socket _socket;
    private readonly byte[] _input = new byte[MaxLineBytes];
    private byte[] _line = [];
    private int _prefixBytes;

    public ThreadedClient(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
    }

    /// <summary>The client's name. Empty until its first line has arrived.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>Serves the client until it leaves. Its socket is closed on return.</summary>
    public void Run(ThreadedRoom room)
    {
        try
        {
            ReadLines(room);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer has closed the connection, or the server has closed the socket.
        }

        Close();
        room.Leave(this);
    }

    /// <summary>Sends all bytes, and blocks until then. The caller holds the room's lock.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[_socket.Send(bytes)..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client's own thread gets the same error and removes the client from the room.
            Close();
        }
    }

    /// <summary>Any thread may call this. It wakes a thread that blocks in the socket.</summary>
    public void Close() => _socket.Dispose();

    private void ReadLines(ThreadedRoom room)
    {
        int filled = 0;
        while (filled < _input.Length)
        {
            int got = _socket.Receive(_input.AsSpan(filled));
            if (got == 0)
            {
                return;
            }

            filled += got;
            int start = 0;
            int length;
            while ((length = _input.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0)
            {
                ReadOnlySpan<byte> line = _input.AsSpan(start, length).TrimEnd((byte)'\r');
                start += length + 1;
                if (!Take(line, room))
                {
                    return;
                }
            }

            _input.AsSpan(start, filled - start).CopyTo(_input);
            filled -= start;
        }

        room.Reply(this, ThreadedSentences.TooLong);
    }

    /// <returns>False when the client quits.</returns>
    private bool Take(ReadOnlySpan<byte> line, ThreadedRoom room)
    {
        if (line.SequenceEqual("/quit"u8)
            || line.SequenceEqual("quit"u8)
            || line.SequenceEqual("exit"u8))
        {
            return false;
        }

        if (Name.Length == 0)
        {
            HandleName(line, room);
        }
        else if (line.SequenceEqual("/ping"u8))
        {
            room.Reply(this, ThreadedSentences.Pong);
        }
        else if (!line.IsEmpty && line[0] == (byte)'/')
        {
            room.Reply(this, ThreadedSentences.NoCommands);
        }
        else if (!line.IsEmpty)
        {
            line.CopyTo(_line.AsSpan(_prefixBytes));
            _line[_prefixBytes + line.Length] = (byte)'\n';
            room.Broadcast(this, _line.AsSpan(0, _prefixBytes + line.Length + 1));
        }

        return true;
    }

    private void HandleName(ReadOnlySpan<byte> line, ThreadedRoom room)
    {
        string name = Encoding.UTF8.GetString(line).Trim();
        if (name.Length == 0)
        {
            return;
        }

        byte[] prefix = Encoding.UTF8.GetBytes($"{name}: ");
        _line = new byte[prefix.Length + MaxLineBytes];
        prefix.CopyTo(_line, 0);
        _prefixBytes = prefix.Length;
        Name = name;
        room.Enter(this);
    }
}
