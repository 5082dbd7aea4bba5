using EventLoopServer.Chat;
using EventLoopServer.Observability;
using Protocol.Dialects;
using Protocol.Dialects.Native;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// The server's half of the native handshake. It answers a hello with the welcome, which has to be
/// the first frame.
/// </summary>
internal struct NativeServerHandshake
{
    private bool _isWelcomed;

    /// <summary>
    /// Answers a hello with the welcome. Closes the connection when client and server have no
    /// version in common.
    /// </summary>
    public void Answer(
        Session session,
        SessionServices services,
        CommandContext context,
        in ClientRequest hello,
        in DialectState state)
    {
        Welcome(session, services, state);
        if (state.Version == 0)
        {
            context.Refuse(hello, RefusalCode.VersionMismatch, "version 1");
            services.CloseQueue.RequestClose(session.Connection, CloseReason.VersionMismatch);
        }
    }

    /// <summary>
    /// Sends the welcome before a refusal. A native client skips all bytes before the magic, and
    /// the magic is part of the welcome.
    /// </summary>
    public void BeforeRefusal(Session session, SessionServices services, in DialectState state)
    {
        if (session.Dialect is { OpensWithWelcome: true } && !_isWelcomed)
        {
            Welcome(session, services, state);
        }
    }

    /// <summary>
    /// Sends the welcome. Version 0 means that client and server have no version in common.
    /// </summary>
    public void Welcome(Session session, SessionServices services, in DialectState state)
    {
        _isWelcomed = true;
        session.Output.Send(new ServerEvent
        {
            Kind = EventKind.Welcome,
            Number = state.Version,
            Count = NativeWire.Pages
                | NativeWire.Search
                | (services.Directory.IsKept ? NativeWire.Keeps : 0)
                | (services.Directory.Accounts.IsOn
                    ? NativeWire.Accounts | NativeWire.ReadMarks
                    : 0)
                | (services.Context.Files.IsOn ? NativeWire.Files : 0)
                | (services.Resumption.Sessions.IsOn ? NativeWire.Resume : 0),
            Sequence = (ulong)services.Limits.MessageBytes,
            TimeMs = services.Clock.UnixMs,
            Text = "TcpChat"u8,
            Detail = session.MakeToken(),
        });
    }
}
