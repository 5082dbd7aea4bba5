using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Sessions;
using EventLoopServer.Timing;
using Protocol.Commands;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// The reactor's side of the server's own console. The console is a member with the highest role,
/// and is in no room. Its lines use the same parser and command table as those of clients. Only
/// answers are sent to it.
/// </summary>
internal sealed class ConsoleSession : IMemberOutput
{
    private readonly SessionServices _services;
    private readonly CommandTable _commands;
    private readonly Member _member;
    private readonly StringBuilder _answer = new();
    private byte[] _space = new byte[4096];
    private QueryWait? _wait;
    private DialectState _state = new() { Named = true };

    public ConsoleSession(SessionServices services, CommandTable commands)
    {
        _services = services;
        _commands = commands;

        // No client can have this name, because it is reserved for the server.
        _member = new Member(0, this)
        {
            Role = Role.Console,
            Name = new Nickname("SERVER"u8),
            PasswordAccepted = true,
        };
    }

    public bool EntersLater => false;

    public bool IsLocal => true;

    public NetworkPrefix? Prefix => null;

    public string Address => "console";

    /// <summary>The most bytes of an incomplete line.</summary>
    public int MaxInputBytes => IDialect.MaxInputBytes(_services.Limits.MessageBytes);

    public TimerQueue Timers => _services.Timers;

    public long NowMs => _services.Clock.NowMs;

    /// <summary>
    /// The latest time for the next call of <see cref="Run(Span{byte}, out int, out int)"/>,
    /// because a command waits for the store; null when no command waits.
    /// </summary>
    public long? DueMs => _wait?.DueMs;

    /// <summary>Called when the store has answered.</summary>
    public Action Ready { private get; set; } = static () => { };

    /// <summary>Runs the lines at the start of the typed bytes.</summary>
    /// <param name="typed">The bytes typed so far; they may be changed in place.</param>
    /// <param name="used">Bytes that were used.</param>
    /// <param name="left">Bytes that are valid after the call, including the used ones.</param>
    /// <returns>The answers, as whole lines; empty when there is none.</returns>
    public string Run(Span<byte> typed, out int used, out int left)
    {
        used = 0;
        left = typed.Length;
        Continue();
        while (used < left && _wait is null)
        {
            Decoded decoded = DialectCatalog.Text.Decode(
                ref _state, typed[used..left], _services.Limits.MessageBytes);
            left = used + decoded.Left;
            used += decoded.Used;
            if (decoded.Status == DecodeStatus.NeedMore)
            {
                break;
            }

            Run(decoded);
        }

        if (_wait is not null)
        {
            return "";
        }

        string all = _answer.ToString();
        _answer.Clear();
        return all;
    }

    /// <summary>Reports an exception of a command.</summary>
    /// <returns>The text that replaces the answer.</returns>
    public string Failed(Exception fault)
    {
        _answer.Clear();
        _services.Stats.Bugs++;
        Log.Bug(_services.Log, fault, Address);
        return ConsoleSentences.Failed;
    }

    public void Send(in ServerEvent e)
    {
        while (true)
        {
            var writer = new ByteWriter(_space);
            DialectCatalog.Text.Encode(ref writer, e);
            if (!writer.Overflowed)
            {
                _answer.Append(Encoding.UTF8.GetString(_space, 0, writer.Written));
                return;
            }

            _space = new byte[_space.Length * 2];
        }
    }

    public void Enter(Room room)
    {
    }

    public void Leave(Room room)
    {
    }

    public void Quit()
    {
    }

    public void Delay(DelayedRequest request) =>
        throw new InvalidOperationException("The console gives no password.");

    public void Wait(QueryWait wait)
    {
        _wait = wait;
        wait.Ready = () => Ready();
    }

    public void Expel(GoodbyeReason reason, string sentence)
    {
    }

    /// <summary>Runs the second step of a waiting command.</summary>
    private void Continue()
    {
        if (_wait is { } wait)
        {
            _wait = null;
            _member.Device.IsWaiting = false;
            if (!wait.IsAnswered)
            {
                _services.Directory.Queries.Abandon(wait);
            }

            PrepareContext();
            wait.Continue();
        }
    }

    private CommandContext PrepareContext()
    {
        CommandContext context = _services.Context;
        context.Member = _member;
        context.Now = _services.Now;
        return context;
    }

    private void Run(in Decoded decoded)
    {
        CommandContext context = PrepareContext();
        if (decoded.Status == DecodeStatus.Refused)
        {
            context.Refuse(0, decoded.Refusal);
        }
        else if (decoded.Status == DecodeStatus.Item)
        {
            if (decoded.Request.Verb == RequestVerb.Line)
            {
                _commands.Run(context, decoded.Request);
            }
            else
            {
                // The dialect decodes other lines as messages to a room, and "quit" as a close.
                _answer.Append(ConsoleSentences.NoCommand);
            }
        }
    }
}
