using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Runtime.InteropServices;
using LoadTests.Clients;
using LoadTests.Hostile;
using LoadTests.Micro;
using LoadTests.Reporting;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.ThreadPerClient;
using Protocol.Messages;

namespace LoadTests;

/// <summary>The options as a person types them, and what each of them means.</summary>
internal sealed class LoadCommand
{
    /// <summary>Clients of one process: a descriptor each, and systems allow 20,000.</summary>
    public const int MostClients = 15_000;

    private static readonly RunSettings s_settings = new();

    private readonly Option<string[]> _scenario = new("--scenario")
    {
        Description = "Run this one alone, may be given several times: "
            + string.Join(", ", ScenarioCatalog.Names) + ". Default: all but hostile and soak",
        HelpName = "NAME",
    };

    private readonly Option<int> _clients =
        Number("--clients", "Clients", s_settings.Clients, 1, MostClients);

    private readonly Option<int> _rate = Number(
        "--rate", "Messages a second of all together; 0: as the scenario says", 0, 0, 1_000_000);

    private readonly Option<TypedTime> _for =
        Time("--for", "How long each scenario is measured", s_settings.Duration);

    private readonly Option<TypedTime> _warmUp =
        Time("--warm-up", "How long each runs before that", s_settings.WarmUp, mayBeZero: true);

    private readonly Option<string> _loop = Choice(
        "--loop",
        "open: a message is due at its time; closed: when all have heard the last one",
        "scenario",
        "scenario",
        "open",
        "closed");

    private readonly Option<string> _dialect = Choice(
        "--dialect",
        "What the clients speak; mixed: every second one text",
        s_settings.Dialects.Name,
        [.. DialectMix.Choices.Select(static d => d.Name)]);

    private readonly Option<int> _bytes = Number(
        "--message-bytes", "Bytes of a message", s_settings.MessageBytes, MessageStamp.Bytes, 4096);

    private readonly Option<TypedTime> _p99 =
        Time("--p99", "The threshold of p99", s_settings.P99Limit);

    private readonly Option<string> _runner = Choice(
        "--runner",
        "Who runs the scenarios; auto: NBomber when it was there at build time",
        "auto",
        "auto",
        "builtin",
        "nbomber");

    private readonly Option<string?> _target = new("--target")
    {
        Description = "Test the server that runs at HOST:PORT; default: start one of our own",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string> _limits = Choice(
        "--limits",
        "on: a server that is started slows down and closes who sends too fast, as others do",
        "off",
        "off",
        "on");

    private readonly HostileArguments _hostile = new();

    private readonly Option<string> _reports = new("--reports")
    {
        Description = "Folder for the reports; 'none' writes none",
        HelpName = "FOLDER",
        DefaultValueFactory = static _ => "reports",
    };

    private readonly Option<bool> _smoke = new("--smoke")
    {
        Description = "All scenarios with 20 clients for a moment each, without a report",
    };

    private readonly Option<bool> _micro = new("--micro")
    {
        Description = "The micro-benchmarks: one turn of the loop over a wire in memory",
    };

    private readonly Option<bool> _compare = new("--compare")
    {
        Description = "The reactor against a thread for each client, on the same loads in turn",
    };

    private readonly Option<int[]> _counts = new("--counts")
    {
        Description = "Numbers of clients of a comparison",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => [100, 1000, 5000],
        CustomParser = ReadCounts,
    };

    private readonly Option<int> _rounds = Number(
        "--rounds", "Rounds of a comparison and of hostile", 3, 1, 99);

    private readonly Option<string?> _ladder = new("--ladder")
    {
        Description = "Grow this until the objective breaks: clients (the default) or rate",
        HelpName = "clients|rate",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<TypedTime> _objective = Time(
        "--objective", "The p99 that a ladder has to keep", TimeSpan.FromMilliseconds(50));

    public LoadCommand()
    {
        _scenario.AcceptOnlyFromAmong([.. ScenarioCatalog.Names]);
        _ladder.AcceptOnlyFromAmong("clients", "rate");
        Root = new RootCommand(
            "What the server does under load: every message has to reach exactly those it is for, "
            + "once and in order, and in time.")
        {
            _scenario, _clients, _rate, _for, _warmUp, _loop, _dialect, _bytes, _p99, _runner,
            _target, _limits, _hostile.Kinds, _hostile.Seed, _reports, _smoke, _micro, _compare,
            _counts, _rounds, _ladder, _objective,
        };

        Root.Validators.Add(RefuseContradictions);

        // NBomber has options of its own, such as --license: they are handed on.
        Root.TreatUnmatchedTokensAsErrors = false;
        Root.SetAction(Run);
        Root.Subcommands.Add(ServeThreads());
    }

    public RootCommand Root { get; }

    private int Run(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(_micro) ? RunMicro(parsed) : RunLoads(parsed);
        }
        catch (LoadTestException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.IsUsage ? LoadTestExitCode.Usage : LoadTestExitCode.Failed;
        }
    }

    private int RunMicro(ParseResult parsed)
    {
        string folder = ReportsOf(parsed) ?? Path.GetTempPath();
        ReportFolder.Prepare(folder);
        return MicroBenchmarks.Run(Path.Combine(folder, "micro"));
    }

    private int RunLoads(ParseResult parsed)
    {
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, stop);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, stop);
        return new LoadRun(Read(parsed), Console.Out, stop.Token).Run();
    }

    private static PosixSignalRegistration OnSignal(
        PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // The first time the run ends and is reported; the second does not wait. The servers
            // that were started end in either case: their standard input does.
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        });

    /// <summary>What would otherwise be left out without a word.</summary>
    private void RefuseContradictions(CommandResult given)
    {
        bool compares = given.GetValue(_compare);
        bool climbs = given.GetResult(_ladder) is not null;
        int kinds = new[] { compares, climbs, given.GetValue(_smoke), given.GetValue(_micro) }
            .Count(static isAsked => isAsked);
        if (kinds > 1)
        {
            given.AddError("--compare, --ladder, --smoke and --micro are runs of their own.");
        }

        if (compares && given.GetResult(_target) is not null)
        {
            given.AddError("--compare starts both of its servers itself: leave --target out.");
        }

        bool hasLimits = given.GetValue(_limits) == "on";
        if (hasLimits && (compares || given.GetResult(_target) is not null))
        {
            given.AddError("--limits is for a server that is started for scenarios.");
        }

        if (compares && given.GetResult(_scenario) is not null)
        {
            given.AddError("--compare has loads of its own: leave --scenario out.");
        }

        if (climbs && given.GetValue(_scenario) is { Length: > 1 })
        {
            given.AddError("--ladder climbs with one --scenario.");
        }
    }

    private LoadOptions Read(ParseResult parsed)
    {
        var options = new LoadOptions
        {
            Scenarios = parsed.GetValue(_scenario) ?? [],
            Settings = s_settings with
            {
                Clients = parsed.GetValue(_clients),
                Rate = parsed.GetValue(_rate),
                Duration = parsed.GetValue(_for).Time,
                WarmUp = parsed.GetValue(_warmUp).Time,
                IsClosedLoop = parsed.GetValue(_loop) switch
                {
                    "open" => false,
                    "closed" => true,
                    _ => null,
                },
                Dialects = DialectMix.Choices.First(d => d.Name == parsed.GetValue(_dialect)),
                MessageBytes = parsed.GetValue(_bytes),
                P99Limit = parsed.GetValue(_p99).Time,
                Hostile = _hostile.KindsOf(parsed),
                Seed = _hostile.SeedOf(parsed),
            },
            Target = parsed.GetValue(_target) is { } target
                ? TargetAddress.Parse(target)
                : null,
            HasLimits = parsed.GetValue(_limits) == "on",
            Runner = parsed.GetValue(_runner)!,
            Reports = ReportsOf(parsed),
            Compares = parsed.GetValue(_compare),
            Counts = parsed.GetValue(_counts) ?? [],
            Rounds = parsed.GetValue(_rounds),
            Ladder = parsed.GetResult(_ladder) is null
                ? null
                : parsed.GetValue(_ladder) ?? "clients",
            Objective = parsed.GetValue(_objective).Time,
            Rest = parsed.UnmatchedTokens,
        };
        return parsed.GetValue(_smoke) ? Smoke(options) : options;
    }

    private string? ReportsOf(ParseResult parsed) =>
        parsed.GetValue(_reports) is { } path && path != "none" ? path : null;

    /// <summary>Enough to see that everything works, in less time than a test run takes.</summary>
    private static LoadOptions Smoke(LoadOptions options) => options with
    {
        Scenarios = options.Scenarios.Count > 0 ? options.Scenarios : ScenarioCatalog.Names,
        Runner = "builtin",
        Reports = null,
        Rounds = 1,
        Settings = options.Settings with
        {
            Clients = 20,
            Duration = TimeSpan.FromMilliseconds(200),
            WarmUp = TimeSpan.FromMilliseconds(100),
            Deliveries = 4000,
            // It says whether all is right, not how fast: other work may run beside it.
            P99Limit = TimeSpan.FromSeconds(2),
            P99Floor = TimeSpan.FromSeconds(2),
        },
    };

    private static Command ServeThreads()
    {
        var host = new Option<string>("--host")
        {
            Description = "Listen on this address",
            HelpName = "ADDRESS",
            DefaultValueFactory = static _ => "127.0.0.1",
        };
        Option<int> port =
            Number("--port", "Listen on this port; 0 takes a free one", 5050, 0, 65535);
        var silent = new Option<bool>("--silent")
        {
            Description = "Tell nobody who comes and goes: each arrival costs a send to all",
        };
        var command = new Command(
            "serve-threads", "A chat server with a thread for each client, to compare with")
        {
            host, port, silent,
        };
        command.SetAction(parsed =>
        {
            if (!IPAddress.TryParse(parsed.GetValue(host), out IPAddress? address))
            {
                Console.Error.WriteLine("--host takes an address, such as 127.0.0.1.");
                return LoadTestExitCode.Usage;
            }

            return ThreadedProgram.Run(
                new IPEndPoint(address, parsed.GetValue(port)),
                !parsed.GetValue(silent),
                Console.Out);
        });
        return command;
    }

    internal static Option<int> Number(string name, string what, int value, int min, int max)
    {
        var option = new Option<int>(name)
        {
            Description = $"{what}; {min} to {max}",
            HelpName = "N",
            DefaultValueFactory = _ => value,
        };
        option.CustomParser = result =>
        {
            string given = Given(result);
            if (int.TryParse(given, out int number) && number >= min && number <= max)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {min} to {max}, not '{given}'.");
            return value;
        };
        return option;
    }

    private static Option<TypedTime> Time(
        string name, string what, TimeSpan value, bool mayBeZero = false) => new(name)
        {
            Description = $"{what}; such as 500ms, 10s, 5m",
            HelpName = "TIME",
            DefaultValueFactory = _ => new TypedTime(value),
            CustomParser = result =>
            {
                string given = Given(result);
                if (!Duration.TryParse(given, out TimeSpan time)
                    || (time == TimeSpan.Zero && !mayBeZero))
                {
                    result.AddError(
                        $"{name} takes a time such as 500ms, 10s or 5m, not '{given}'.");
                }

                return new TypedTime(time);
            },
        };

    private static Option<string> Choice(
        string name, string what, string value, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = what,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => value,
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static int[] ReadCounts(ArgumentResult result)
    {
        var counts = new List<int>();
        foreach (Token token in result.Tokens)
        {
            if (!int.TryParse(token.Value, out int count) || count is < 1 or > MostClients)
            {
                result.AddError(
                    $"--counts takes whole numbers from 1 to {MostClients}, not '{token.Value}'.");
            }

            counts.Add(count);
        }

        return [.. counts];
    }

    private static string Given(ArgumentResult result) =>
        result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
}
