using EventLoopServer.Chat.Commands;
using EventLoopServer.Chat.Commands.Moderation;
using EventLoopServer.Chat.Moderation;
using Protocol;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>
/// Every command, a row each. The table alone knows the verbs: it parts what a person typed, checks
/// that the arguments are there and that a text may be sent on, and makes the help.
/// </summary>
internal sealed class CommandTable
{
    private readonly Command[] _rows;
    private readonly Command?[] _byVerb = new Command?[256];
    private readonly Dictionary<byte[], Command> _words = new(NameComparer.Instance);
    private readonly Dictionary<byte[], Command>.AlternateLookup<ReadOnlySpan<byte>> _byWord;

    public CommandTable()
        : this([])
    {
    }

    /// <param name="more">Rows beside the usual ones: tests bring commands of their own.</param>
    /// <param name="atConsole">Only the rows for the server's own console.</param>
    public CommandTable(IEnumerable<Command> more, bool atConsole = false)
    {
        _rows =
        [
            new(RequestVerb.Say, "TEXT", "says something to the room you are in", SayCommand.Run)
            {
                Shape = ArgumentShape.Text,
                NeedsText = true,
                IsSpeech = true,
                AllowsTabs = true,
                TakesEmptyLines = true,
            },
            new(
                RequestVerb.Tell,
                "/msg NAME TEXT",
                "says something to one person only; so does @NAME TEXT",
                TellCommand.Run)
            {
                Words = ["msg", "tell"],
                Shape = ArgumentShape.TargetAndText,
                NeedsTarget = true,
                NeedsText = true,
                IsSpeech = true,
                AllowsTabs = true,
                TakesEmptyLines = true,
            },
            new(RequestVerb.Me, "/me TEXT", "tells the room what you do", MeCommand.Run)
            {
                Words = ["me"],
                Shape = ArgumentShape.Text,
                NeedsText = true,
                IsSpeech = true,
                AllowsTabs = true,
            },
            new(
                RequestVerb.Join,
                "/join ROOM",
                "enters a room, or goes to one you are in",
                JoinCommand.Run)
            {
                Words = ["join"], Shape = ArgumentShape.Target, NeedsTarget = true, Cost = 2,
            },
            new(RequestVerb.Leave, "/leave [ROOM]", "leaves a room", LeaveCommand.Run)
            {
                Words = ["leave", "part"], Shape = ArgumentShape.Target, Cost = 2,
            },
            new(RequestVerb.Rooms, "/rooms", "lists the rooms", RoomsCommand.Run)
            {
                Words = ["rooms"], OnConsole = true, HasLongAnswer = true, Cost = 16,
            },
            new(
                RequestVerb.Members,
                "/users [ROOM]",
                "lists the people in a room; so does /who",
                MembersCommand.Run)
            {
                Words = ["users", "who"],
                Shape = ArgumentShape.Target,
                OnConsole = true,
                HasLongAnswer = true,
                Cost = 16,
            },
            new(
                RequestVerb.Topic,
                "/topic [TEXT]",
                "shows or sets what the room is about",
                TopicCommand.Run)
            {
                Words = ["topic"],
                Shape = ArgumentShape.Text,
                IsSpeech = true,
                OnlyShowsWithoutText = true,
            },
            new(RequestVerb.Rename, "/nick NAME", "takes another name", RenameCommand.Run)
            {
                Words = ["nick", "name"],
                Shape = ArgumentShape.Target,
                NeedsTarget = true,
                BeforeName = true,
                IsSpeech = true,
                Cost = 2,
            },
            new(RequestVerb.Name, "/nick NAME", "gives a name", NameCommand.Run)
            {
                Shape = ArgumentShape.Target, NeedsTarget = true, BeforeName = true, Cost = 2,
            },
            new(
                RequestVerb.History,
                "/history [ROOM]",
                "shows what was said lately",
                HistoryCommand.Run)
            {
                Words = ["history"],
                Shape = ArgumentShape.Target,
                HasLongAnswer = true,
                Cost = 16,
            },
            new(RequestVerb.Ping, "/ping", "asks the server for an answer", PingCommand.Run)
            {
                Words = ["ping"], BeforeName = true,
            },
            new(
                RequestVerb.Stats,
                "/stats",
                "shows what the server does; on its own machine, or as an operator",
                StatsCommand.Run)
            {
                Words = ["stats"],
                BeforeName = true,
                Role = Role.Local,
                OnConsole = true,
                HasLongAnswer = true,
                Cost = 16,
            },
            new(RequestVerb.Help, "/help [COMMAND]", "explains the commands, or one of them", Help)
            {
                Words = ["help"],
                Shape = ArgumentShape.Target,
                BeforeName = true,
                OnConsole = true,
                HasLongAnswer = true,
                Cost = 4,
            },
            new(RequestVerb.Quit, "/quit", "says goodbye", QuitCommand.Run)
            {
                Words = ["quit", "exit"], BeforeName = true,
            },
            .. OperatorCommands.Rows,
            .. more,
        ];
        _rows = atConsole ? [.. _rows.Where(static r => r.OnConsole)] : _rows;
        foreach (Command row in _rows)
        {
            _byVerb[(byte)row.Verb] ??= row;
            foreach (string word in row.Words)
            {
                _words.Add(System.Text.Encoding.UTF8.GetBytes(word), row);
            }
        }

        _byWord = _words.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IReadOnlyList<Command> Rows => _rows;

    /// <summary>Runs a request, or refuses it.</summary>
    public void Run(CommandContext context, in ClientRequest request)
    {
        if (request.Verb != RequestVerb.Spelled)
        {
            if (_byVerb[(byte)request.Verb] is { } row)
            {
                RunRow(context, row, request);
                return;
            }

            context.Refuse(request, RefusalCode.UnknownCommand, $"{(byte)request.Verb}");
            return;
        }

        if (_byWord.TryGetValue(request.Spelling, out Command? spelled))
        {
            RunRow(context, spelled, Part(request, spelled));
            return;
        }

        context.RefuseUnknown(request, request.Spelling, Known(context.Member.Role));
    }

    /// <summary>Parts what was typed after a command's word as its row says.</summary>
    private static ClientRequest Part(in ClientRequest request, Command row)
    {
        ReadOnlySpan<byte> rest = request.Text;
        int end = row.Shape == ArgumentShape.Text ? 0 : rest.IndexOfAny(" \t"u8);
        ReadOnlySpan<byte> text = end < 0 ? default : rest[end..];

        // A message keeps its indentation: one blank parts it from the name in front.
        bool isMessage = row.AllowsTabs && row.Shape == ArgumentShape.TargetAndText;
        text = isMessage && !text.IsEmpty ? text[1..] : text.TrimStart((byte)' ');
        return new ClientRequest
        {
            Verb = row.Verb,
            Id = request.Id,
            Target = row.Shape == ArgumentShape.Text ? default : end < 0 ? rest : rest[..end],
            Text = text,
            Number = request.Number,
        };
    }

    private static void RunRow(CommandContext context, Command row, in ClientRequest request)
    {
        context.Cost = row.Cost;
        if (!row.BeforeName && context.Member.Name is null)
        {
            context.Refuse(request, RefusalCode.NameNeeded);
        }
        else if (context.Member.Role < row.Role)
        {
            context.Refuse(request, RefusalCode.OperatorsOnly, $"/{row.Words[0]}");
        }
        else if (row.IsSpeech
            && context.IsMuted
            && !(row.OnlyShowsWithoutText && request.Text.IsEmpty))
        {
            context.RefuseMuted(request);
        }
        else if ((row.NeedsTarget && request.Target.IsEmpty)
            || (row.NeedsText && request.Text.IsEmpty))
        {
            context.Refuse(request, RefusalCode.MissingArgument, row.Usage);
        }
        else if (request.Text.Length > context.Directory.Limits.MessageBytes)
        {
            context.Refuse(
                request, RefusalCode.MessageTooLong, $"{context.Directory.Limits.MessageBytes}");
        }
        else if (row.TakesEmptyLines && request.Number > WireLimits.EmptyLines)
        {
            context.Refuse(
                request,
                RefusalCode.ArgumentInvalid,
                $"A message may have {WireLimits.EmptyLines} empty lines above it at most.");
        }
        else if (TextRule.Check(request.Text, row.AllowsTabs) is { } refusal)
        {
            context.Refuse(request.Id, refusal);
        }
        else if (!row.HasLongAnswer || context.MayBeAnswered())
        {
            row.Run(context, request);
        }
    }

    private void Help(CommandContext context, in ClientRequest request)
    {
        ReadOnlySpan<byte> word = request.Target.TrimStart((byte)'/');
        if (word.IsEmpty)
        {
            Role role = context.Member.Role;
            context.Notice(
                request,
                string.Join(
                    '\n',
                    _rows.Where(r => r.Words.Length > 0 && r.Role <= role).Select(Explain)));
        }
        else if (_byWord.TryGetValue(word, out Command? row))
        {
            context.Notice(request, Explain(row));
        }
        else
        {
            context.RefuseUnknown(request, word, Known(context.Member.Role));
        }
    }

    private IEnumerable<string> Known(Role role) =>
        _rows.Where(row => row.Role <= role).SelectMany(static row => row.Words);

    private static string Explain(Command row) => $"{row.Usage,-18} {row.Help}";
}
