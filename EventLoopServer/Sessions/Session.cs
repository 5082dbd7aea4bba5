using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// Where bytes and talk meet: one client's bytes become requests, and what the chat tells its
/// member becomes bytes again.
/// </summary>
internal sealed class Session : IByteConsumer, IDelivery
{
    private readonly SessionTools _tools;
    private readonly LoginGate _gate;
    private readonly Member _member;
    private DialectState _state;
    private bool _welcomed;

    public Session(Connection connection, SessionTools tools)
    {
        Connection = connection;
        _tools = tools;
        _member = tools.Lobby.Welcome(this);
        _gate = new LoginGate(this, tools);
        _gate.Open();
    }

    public Connection Connection { get; }

    /// <summary>Null until the first bytes have told it.</summary>
    public IDialect? Dialect { get; private set; }

    /// <summary>Who shares bytes with this session.</summary>
    public int Encoding => Dialect!.EncodingOf(_state);

    /// <summary>True when it sees its own messages come back.</summary>
    public bool EchoesOwnWords => Dialect!.Echoes;

    public Consumption Consume(Span<byte> unused)
    {
        int used = 0;
        int left = unused.Length;
        int budget = _tools.Limits.CommandsPerTurn;
        while (used < left)
        {
            if (!Connection.IsOpen)
            {
                return new Consumption(left, left, false);
            }

            if (Dialect is null && !TryChooseDialect(unused[used..left]))
            {
                break;
            }

            if (budget <= 0 || _tools.Output.IsFull)
            {
                return new Consumption(used, left, true);
            }

            Decoded decoded = Dialect!.Decode(
                ref _state, unused[used..left], _tools.Limits.MessageBytes);
            left = used + decoded.Left;
            used += decoded.Used;
            if (decoded.Status == DecodeStatus.NeedMore)
            {
                break;
            }

            if (decoded.Status != DecodeStatus.Skipped)
            {
                Act(decoded);
                budget -= decoded.Status == DecodeStatus.Item ? _tools.Context.Cost : 1;
            }
        }

        return new Consumption(used, left, false);
    }

    public void Closing(CloseReason reason)
    {
        _gate.Close();
        _tools.Lobby.Farewell(
            _member,
            _tools.Clock.UnixMs,
            FarewellText(reason),
            quietly: reason == CloseReason.ServerStops);
        if (Dialect is null || Dialect.TurnsAway || Connection.IsLost || Connection.IsTorn)
        {
            return;
        }

        if (Goodbye(reason) is { } goodbye)
        {
            Tell(new ServerEvent
            {
                Kind = EventKind.Goodbye,
                Number = (ulong)goodbye.Reason,
                TimeMs = _tools.Clock.UnixMs,
                Text = System.Text.Encoding.UTF8.GetBytes(goodbye.Sentence),
            });
        }
    }

    public void Failed(Exception fault)
    {
        _tools.Stats.Bugs++;
        Log.Bug(_tools.Log, fault, Connection.Id.ToString());
    }

    public void Tell(in ServerEvent e)
    {
        if (e.Kind == EventKind.Named)
        {
            Named();
        }

        _tools.FanOut.Reply(this, e);
    }

    public void Enter(Room room) => _tools.FanOut.Enter(this, room);

    public void Leave(Room room) => _tools.FanOut.Leave(this, room);

    public void Quit() => _tools.Reaper.Doom(Connection, CloseReason.Quit);

    /// <summary>
    /// Greets somebody who waits for the server to speak. It does not decide on a dialect: a
    /// program that was only slow is still understood.
    /// </summary>
    public void Greet()
    {
        if (Dialect is not null && Dialect != DialectCatalog.Text)
        {
            return;
        }

        ReadOnlySpan<byte> greeting =
            "-- Hello. This is TcpChat: type a name and press Enter.\n"u8;
        greeting.CopyTo(_tools.Output.Replies.Space(greeting.Length));
        _tools.Output.Reply(Connection, greeting.Length);
    }

    /// <summary>No name came in time.</summary>
    public void GiveUpWaiting()
    {
        // Whoever has not said a word by now is a person, if anybody.
        Dialect ??= DialectCatalog.Text;
        _tools.Reaper.Doom(Connection, CloseReason.TooLate);
    }

    private bool TryChooseDialect(ReadOnlySpan<byte> first)
    {
        Dialect = DialectSniffer.Sniff(first, _tools.Dialects);
        return Dialect is not null;
    }

    private void Act(in Decoded decoded)
    {
        _tools.Stats.Requests++;
        if (decoded.Status == DecodeStatus.Item)
        {
            Run(decoded.Request);
            return;
        }

        if (Dialect == DialectCatalog.Native && !_welcomed)
        {
            // A program skips everything before the magic, and the welcome carries it.
            TellWelcome();
        }

        CommandContext context = PrepareContext();
        context.Refuse(decoded.Request.Id, decoded.Refusal);
        if (decoded.Status == DecodeStatus.Malformed)
        {
            if (Dialect!.TurnsAway)
            {
                Log.TurnedAway(_tools.Log, Connection.Id.ToString(), decoded.Refusal.Sentence);
            }

            _tools.Reaper.Doom(
                Connection, Dialect.TurnsAway ? CloseReason.WrongProtocol : CloseReason.Malformed);
        }
    }

    private void Run(in ClientRequest request)
    {
        CommandContext context = PrepareContext();
        if (request.Verb == RequestVerb.Hello && _state.Step > 0)
        {
            AnswerHello(context, request);
        }
        else
        {
            _tools.Commands.Run(context, request);
        }
    }

    private CommandContext PrepareContext()
    {
        _tools.Context.Member = _member;
        _tools.Context.Cost = 1;
        _tools.Context.TimeMs = _tools.Clock.UnixMs;
        return _tools.Context;
    }

    private void AnswerHello(CommandContext context, in ClientRequest request)
    {
        TellWelcome();
        if (_state.Version == 0)
        {
            context.Refuse(request, RefusalCode.VersionMismatch, "version 1");
            _tools.Reaper.Doom(Connection, CloseReason.VersionMismatch);
        }
    }

    /// <summary>Version 0 says that there is none in common.</summary>
    private void TellWelcome()
    {
        _welcomed = true;
        Tell(new ServerEvent
        {
            Kind = EventKind.Welcome,
            Number = _state.Version,
            Sequence = (ulong)_tools.Limits.MessageBytes,
            TimeMs = _tools.Clock.UnixMs,
            Text = "TcpChat"u8,
        });
    }

    private void Named()
    {
        _gate.Close();
        if (!_state.Named)
        {
            _state.Named = true;
            if (_tools.Log.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Information))
            {
                Log.Named(_tools.Log, Connection.Id.ToString(), $"{_member.Name}", Dialect!.Name);
            }
        }
    }

    private static ReadOnlySpan<byte> FarewellText(CloseReason reason) => reason switch
    {
        CloseReason.Quit or CloseReason.PeerClosed => default,
        CloseReason.PeerReset => "connection lost"u8,
        CloseReason.TooSlow => "too slow"u8,
        _ => "closed by the server"u8,
    };

    private (GoodbyeReason Reason, string Sentence)? Goodbye(CloseReason reason) => reason switch
    {
        CloseReason.Quit => (
            GoodbyeReason.Quit, _member.Name is null ? "Goodbye." : $"Goodbye, {_member.Name}."),
        CloseReason.ServerStops => (GoodbyeReason.ServerStops, "The server stops. Goodbye."),
        CloseReason.Malformed => (GoodbyeReason.Malformed, "Goodbye: the connection is closed."),
        CloseReason.TooSlow => (
            GoodbyeReason.TooSlow, "You read too slowly and too much was waiting. Goodbye."),
        CloseReason.TooLate => (GoodbyeReason.TooLate, "You gave no name for too long. Goodbye."),
        CloseReason.OutOfBuffers => (
            GoodbyeReason.ServerFull, "The server is out of buffers. Try again later."),
        CloseReason.Bug => (
            GoodbyeReason.Bug, "Something went wrong in the server. Connect again."),
        _ => null,
    };
}
