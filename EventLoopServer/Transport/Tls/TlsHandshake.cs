using System.Net.Security;
using EventLoopServer.Connections;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// One handshake, from the first bytes until both ends have keys. It continues only when a turn has
/// time for it (<see cref="HandshakeQueue"/>), and only with input that
/// <see cref="HandshakeSizeCheck"/> admits.
/// </summary>
internal sealed class TlsHandshake
{
    private readonly TlsPipe _pipe;
    private readonly TlsServer _server;
    private readonly HandshakeSizeCheck _sizeCheck;
    private readonly Action _evict;
    private Task? _task;

    /// <param name="pipe">The pipe of the connection.</param>
    /// <param name="server">The parts that all TLS connections share.</param>
    /// <param name="evict">
    /// Called when too many handshakes are unfinished and this one is the oldest.
    /// </param>
    public TlsHandshake(TlsPipe pipe, TlsServer server, Action evict)
    {
        (_pipe, _server, _evict) = (pipe, server, evict);
        pipe.SizeCheck = _sizeCheck = new HandshakeSizeCheck(pipe.Records);
        Turn = new LinkedListNode<TlsHandshake>(this);
        Age = new LinkedListNode<TlsHandshake>(this);
    }

    public Connection Connection => _pipe.Connection;

    /// <summary>
    /// True when the turn has time for one step. The next call of <see cref="Continue"/> makes it.
    /// </summary>
    public bool MayStep { get; set; }

    /// <summary>
    /// True when the handshake can make a step, and waits for a turn with time for it.
    /// </summary>
    public bool IsWaiting => Turn.List is not null;

    /// <summary>The node in the queue of handshakes that can make a step.</summary>
    public LinkedListNode<TlsHandshake> Turn { get; }

    /// <summary>
    /// The node in the list of handshakes that hold a library's memory, the oldest first.
    /// </summary>
    public LinkedListNode<TlsHandshake> Age { get; }

    /// <summary>
    /// The stream of the connection; null before the first step, which needs a whole hello.
    /// </summary>
    public SslStream? Stream { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>
    /// Makes a step if the turn has time. If there is input for another step, it queues the
    /// handshake.
    /// </summary>
    /// <returns>The fault of the received records.</returns>
    public TlsAlert Continue()
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

    /// <summary>Ends the handshake. Throws the library's exception, if there was one.</summary>
    public void GiveUp()
    {
        _server.Handshakes.Remove(this);
        Task? task = _task;
        _task = null;
        task?.GetAwaiter().GetResult();
    }

    /// <summary>Passes one message, or one record of another kind, to SslStream.</summary>
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
            // Throws if the handshake has failed.
            GiveUp();
            IsDone = true;
            _pipe.SizeCheck = null;
        }
    }
}
