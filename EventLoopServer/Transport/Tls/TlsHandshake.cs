using System.Net.Security;
using EventLoopServer.Connections;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// One handshake, from the first bytes until both ends have keys. It goes on only when a turn has
/// time for it (<see cref="HandshakeQueue"/>), and only by what <see cref="HandshakeSizeCheck"/>
/// admits.
/// </summary>
internal sealed class TlsHandshake
{
    private readonly TlsPipe _pipe;
    private readonly TlsServer _server;
    private readonly HandshakeSizeCheck _sizeCheck;
    private readonly Action _evict;
    private Task? _task;

    /// <param name="pipe">What it is about.</param>
    /// <param name="server">What all of them share.</param>
    /// <param name="evict">Called when too many are unfinished, and this is the oldest.</param>
    public TlsHandshake(TlsPipe pipe, TlsServer server, Action evict)
    {
        (_pipe, _server, _evict) = (pipe, server, evict);
        pipe.SizeCheck = _sizeCheck = new HandshakeSizeCheck(pipe.Records);
        Turn = new LinkedListNode<TlsHandshake>(this);
        Age = new LinkedListNode<TlsHandshake>(this);
    }

    public Connection Connection => _pipe.Connection;

    /// <summary>The turn has time for one step: the next look makes it.</summary>
    public bool MayStep { get; set; }

    /// <summary>True when it can make a step, and waits for a turn that has time.</summary>
    public bool IsWaiting => Turn.List is not null;

    /// <summary>Its place among those that can make a step.</summary>
    public LinkedListNode<TlsHandshake> Turn { get; }

    /// <summary>Its place among those that hold a library's memory, the oldest first.</summary>
    public LinkedListNode<TlsHandshake> Age { get; }

    /// <summary>Null until there is a whole hello.</summary>
    public SslStream? Stream { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>Makes a step if it may, and asks for another if that is possible.</summary>
    /// <returns>What is wrong with the records that came.</returns>
    public TlsAlert GoOn()
    {
        if (_sizeCheck.TryFind(out TlsAlert fault) && MayStep)
        {
            MayStep = false;
            Step();
        }

        if (fault == TlsAlert.None && !IsDone && _sizeCheck.TryFind(out fault))
        {
            _server.Handshakes.Enqueue(this);
        }

        return fault;
    }

    public void Evict() => _evict();

    /// <summary>
    /// It will not go on. What the library threw meanwhile has been seen, or does not matter.
    /// </summary>
    public void GiveUp()
    {
        _server.Handshakes.Remove(this);
        Task? task = _task;
        _task = null;
        task?.GetAwaiter().GetResult();
    }

    /// <summary>Gives SslStream one message, or one record of another kind.</summary>
    private void Step()
    {
        if (Stream is null)
        {
            Stream = _server.MakeStream(_pipe);
            _server.Handshakes.Begin(this);
            _task = Stream.AuthenticateAsServerAsync(_server.Options);
        }

        _sizeCheck.Admit();
        _pipe.Pump();
        if (_task!.IsCompleted)
        {
            // Throws if it has failed.
            GiveUp();
            IsDone = true;
            _pipe.SizeCheck = null;
        }
    }
}
