using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using EventLoopServer.Hosting;
using EventLoopServer.Polling;
using Microsoft.Extensions.Logging;
using Protocol;
using Protocol.Dialects;

namespace EventLoopServer.Configuration;

/// <summary>The options as a person types them, and what each of them means.</summary>
internal sealed class ServerCommandLine
{
    private static readonly ServerOptions s_defaults = new();

    private readonly Option<ListenAddress[]> _listen = new("--listen")
    {
        Description =
            "Listen on ADDRESS:PORT; may be given several times. IPv6: [::1]:5050. "
            + "For clients of older chat programs DIALECT://ADDRESS:PORT, DIALECT one of "
            + OldDialects(),
        HelpName = "[DIALECT://]ADDRESS:PORT",
        CustomParser = ListenArgument.Parse,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<IPAddress?> _compat = new("--compat")
    {
        Description =
            "Listen on the ports of the older chat programs as well ("
            + string.Join(", ", DialectCatalog.Compatible.Select(static s => s.Port))
            + "), on loopback or on ADDRESS (--compat=0.0.0.0)",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ListenArgument.ParseCompat,
    };

    private readonly Option<IPAddress> _host = new("--host")
    {
        Description = "Listen on this address",
        HelpName = "ADDRESS",
        CustomParser = ListenArgument.ParseHost,
        DefaultValueFactory = static _ => IPAddress.Loopback,
    };

    private readonly Option<int> _port =
        OptionBuilder.Number(
            "--port",
            "Listen on this port; 0 takes a free one",
            ServerOptions.DefaultPort,
            0,
            65535);

    private readonly Option<bool> _lan = new("--lan")
    {
        Description = "Listen on all addresses, for others on the network",
    };

    private readonly Option<int> _maxClients =
        OptionBuilder.Number("--max-clients", "Clients at once", s_defaults.MaxClients, 1, 60_000);

    private readonly Option<int> _messageSize = OptionBuilder.Number(
        "--message-size",
        "Bytes of UTF-8 in one message",
        s_defaults.MessageBytes,
        WireLimits.MinMessageBytes,
        WireLimits.MaxMessageBytes);

    private readonly Option<int> _ring = OptionBuilder.Number(
        "--ring",
        "Bytes that may wait for one slow client",
        s_defaults.RingBytes,
        64 * 1024,
        64 * 1024 * 1024);

    private readonly Option<int> _buffers = OptionBuilder.Number(
        "--buffers", "MiB of all buffers together", (int)(s_defaults.BufferBytes >> 20), 1, 65_536);

    private readonly Option<int> _backlog = OptionBuilder.Number(
        "--backlog",
        "MiB held for slow clients together, the kernel's buffers included",
        (int)(s_defaults.BacklogBytes >> 20),
        1,
        65_536);

    private readonly Option<int> _slowBytes = OptionBuilder.Number(
        "--slow-bytes",
        "Bytes waiting for one client that are too many in the long run",
        s_defaults.SlowBytes,
        4096,
        64 * 1024 * 1024);

    private readonly Option<int> _rooms = OptionBuilder.Number(
        "--rooms", "Rooms at once", s_defaults.Rooms, 1, 1_000_000);

    private readonly Option<int> _roomsEach = OptionBuilder.Number(
        "--rooms-each",
        "Rooms that one client may be in",
        s_defaults.RoomsPerMember,
        1,
        WireLimits.RoomsPerClient);

    private readonly Option<int> _sendBuffer = OptionBuilder.Number(
        "--send-buffer",
        "Bytes of the kernel's send buffer for each client; 0 leaves it to the system",
        s_defaults.SendBufferBytes,
        0,
        16 * 1024 * 1024);

    private readonly Option<int> _turnAccepts = OptionBuilder.Number(
        "--turn-accepts", "Arrivals taken in one turn", s_defaults.AcceptsPerTurn, 1, 4096);

    private readonly Option<int> _turnReads = OptionBuilder.Number(
        "--turn-reads",
        "Bytes read from one client in a turn",
        s_defaults.ReadBytesPerTurn,
        512,
        1024 * 1024);

    private readonly Option<int> _turnCommands = OptionBuilder.Number(
        "--turn-commands",
        "Requests of one client run in a turn",
        s_defaults.CommandsPerTurn,
        1,
        4096);

    private readonly Option<int> _turnDrain = OptionBuilder.Number(
        "--turn-drain",
        "Bytes sent to one slow client in a turn",
        s_defaults.DrainBytesPerTurn,
        4096,
        1024 * 1024);

    private readonly Option<int> _hotLimit = OptionBuilder.Number(
        "--hot-limit",
        "Clients in the list that Select sees before the silent ones are parked",
        s_defaults.Parking.HotLimit,
        1,
        60_000);

    private readonly Option<string> _park = OptionBuilder.Choice(
        "--park", "When silent clients are parked", "silent", "silent", "never");

    private readonly Option<int> _parkAfter = OptionBuilder.Number(
        "--park-after",
        "Milliseconds of silence before a client may be parked",
        (int)s_defaults.Parking.MinSilentMs,
        0,
        3_600_000);

    private readonly Option<int> _parkLooks = OptionBuilder.Number(
        "--park-looks",
        "Times that a client must have been looked at in vain before it may be parked",
        s_defaults.Parking.MinPolls,
        0,
        1_000_000);

    private readonly Option<int> _history = OptionBuilder.Number(
        "--history",
        "Lines of each room that newcomers see; 0: none",
        s_defaults.HistoryLines,
        0,
        1000);

    private readonly Option<int> _drain = OptionBuilder.Number(
        "--drain",
        "Seconds for the last words when the server stops",
        (int)(s_defaults.DrainMs / 1000),
        0,
        600);

    private readonly Option<string> _limits = OptionBuilder.Choice(
        "--limits",
        "off: no rates, no deadlines, nothing counted by address; for measuring on loopback",
        "on",
        "on",
        "off");

    private readonly ClientLimitOptions _protection = new();

    private readonly AccessOptions _access = new();

    private readonly Option<string> _logLevel = OptionBuilder.Choice(
        "--log-level",
        "The least that is logged",
        "info",
        "debug",
        "info",
        "warning",
        "error",
        "none");

    private readonly Option<string> _logFormat = OptionBuilder.Choice(
        "--log-format", "Lines for people or for programs", "text", "text", "json");

    private readonly Option<TimeSpan> _stats = OptionBuilder.Time(
        "--stats",
        "Log every so often what the loop does",
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromHours(1));

    private readonly TlsOptions _tls = new();

    public ServerCommandLine()
    {
        Root = new RootCommand("TcpChat: a chat server that drives every client from one thread.")
        {
            _listen, _compat, _host, _port, _lan, _maxClients, _messageSize, _ring, _buffers,
            _backlog, _slowBytes, _sendBuffer, _rooms, _roomsEach,
            _turnAccepts, _turnReads, _turnCommands, _turnDrain, _hotLimit, _park, _parkAfter,
            _parkLooks,
            _history, _drain, _limits, _logLevel, _logFormat, _stats,
        };
        _protection.AddTo(Root);
        _access.AddTo(Root);
        foreach (Option option in _tls.All)
        {
            Root.Add(option);
        }
    }

    public RootCommand Root { get; }

    /// <summary>All that is wrong, a sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Check(ParseResult parsed)
    {
        var faults = parsed.Errors.Select(static e => e.Message).ToList();
        if (faults.Count == 0 && parsed.GetValue(_limits) == "off"
            && !Addresses(parsed).All(static a => IPAddress.IsLoopback(a.EndPoint.Address)))
        {
            faults.Add("--limits off is for measuring and needs every listener on loopback.");
        }

        if (faults.Count == 0 && parsed.GetValue(_lan) && IsGiven(parsed, _host))
        {
            faults.Add("--lan listens on all addresses: leave --host out.");
        }

        if (faults.Count == 0 && IsGiven(parsed, _stats)
            && ReadLevel(parsed.GetValue(_logLevel)!) > LogLevel.Information)
        {
            faults.Add("--stats logs at info: --log-level would hide it.");
        }

        if (faults.Count == 0 && _access.Check(
            parsed, Addresses(parsed).Exists(static a => a.Dialects.IsPrompted)) is { } shut)
        {
            faults.Add(shut);
        }

        if (faults.Count == 0 && _tls.Fault(parsed, Addresses(parsed)) is { } fault)
        {
            faults.Add(fault);
        }

        return faults;
    }

    public ServerOptions Read(ParseResult parsed)
    {
        var options = new ServerOptions
        {
            Listen = Addresses(parsed),
            MaxClients = parsed.GetValue(_maxClients),
            MessageBytes = parsed.GetValue(_messageSize),
            RingBytes = parsed.GetValue(_ring),
            BufferBytes = (long)parsed.GetValue(_buffers) << 20,
            BacklogBytes = (long)parsed.GetValue(_backlog) << 20,
            SlowBytes = parsed.GetValue(_slowBytes),
            SendBufferBytes = parsed.GetValue(_sendBuffer),
            Rooms = parsed.GetValue(_rooms),
            RoomsPerMember = parsed.GetValue(_roomsEach),
            AcceptsPerTurn = parsed.GetValue(_turnAccepts),
            ReadBytesPerTurn = parsed.GetValue(_turnReads),
            CommandsPerTurn = parsed.GetValue(_turnCommands),
            DrainBytesPerTurn = parsed.GetValue(_turnDrain),
            Parking = s_defaults.Parking with
            {
                HotLimit = parsed.GetValue(_park) == "never"
                    ? ParkingRule.Never
                    : parsed.GetValue(_hotLimit),
                MinSilentMs = parsed.GetValue(_parkAfter),
                MinPolls = parsed.GetValue(_parkLooks),
            },
            HistoryLines = parsed.GetValue(_history),
            DrainMs = parsed.GetValue(_drain) * 1000L,
            LogLevel = ReadLevel(parsed.GetValue(_logLevel)!),
            StatsMs = (long)parsed.GetValue(_stats).TotalMilliseconds,
            LogJson = parsed.GetValue(_logFormat) == "json",
            ClientLimits = _protection.Read(parsed),
            CertificateSource = _tls.Certificate(parsed),
            RequireTls = _tls.IsRequired(parsed),
            Access = _access.Read(parsed),
        };
        return parsed.GetValue(_limits) == "off" ? options.WithoutLimits() : options;
    }

    private List<ListenAddress> Addresses(ParseResult parsed)
    {
        List<ListenAddress> all = [.. parsed.GetValue(_listen) ?? []];
        int port = parsed.GetValue(_port);
        if (parsed.GetValue(_lan))
        {
            all.Add(ListenAddress.Shared(LanAddresses.Any, port));
        }
        else if (all.Count == 0 || IsGiven(parsed, _host) || IsGiven(parsed, _port))
        {
            all.Add(ListenAddress.Shared(parsed.GetValue(_host)!, port));
        }

        if (IsGiven(parsed, _compat))
        {
            IPAddress address = parsed.GetValue(_compat) ?? IPAddress.Loopback;
            all.AddRange(ListenAddress.Compatible(address));
        }

        return all;
    }

    private static string OldDialects() => string.Join(
        ", ", DialectCatalog.Sets.Where(static s => s.IsPrompted).Select(static s => s.Name));

    private static bool IsGiven(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false };

    private static LogLevel ReadLevel(string word) => word switch
    {
        "debug" => LogLevel.Debug,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "none" => LogLevel.None,
        _ => LogLevel.Information,
    };
}
