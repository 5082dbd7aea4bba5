using System.Text;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat;

/// <summary>
/// The commands of the server or of its console, by verb and by word. It checks the conditions in a
/// command's row: the role, the arguments, and the text.
/// </summary>
internal sealed class CommandTable
{
    private readonly Command[] _rows;
    private readonly Command?[] _byVerb = new Command?[256];
    private readonly Dictionary<byte[], Command> _words = new(NameComparer.Instance);
    private readonly Dictionary<byte[], Command>.AlternateLookup<ReadOnlySpan<byte>> _byWord;

    public CommandTable(IEnumerable<Command> rows)
    {
        _rows = [.. rows];
        foreach (Command row in _rows)
        {
            _byVerb[(byte)row.Grammar.Verb] ??= row;
            foreach (string word in row.Grammar.Words)
            {
                _words.Add(Encoding.UTF8.GetBytes(word), row);
            }
        }

        _byWord = _words.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IReadOnlyList<Command> Rows => _rows;

    /// <summary>Finds a command by one of its words; null when there is none.</summary>
    public Command? Find(ReadOnlySpan<byte> word) =>
        _byWord.TryGetValue(word, out Command? row) ? row : null;

    /// <summary>The words of all commands that a role may use.</summary>
    public IEnumerable<string> WordsFor(Role role) =>
        _rows.Where(row => row.Grammar.Role <= role).SelectMany(static row => row.Grammar.Words);

    /// <summary>Runs or refuses a request.</summary>
    public void Run(CommandContext context, in ClientRequest request)
    {
        context.Commands = this;
        if (request.Verb != RequestVerb.Line)
        {
            if (_byVerb[(byte)request.Verb] is not { } command)
            {
                context.Refuse(request, RefusalCode.UnknownCommand, $"{(byte)request.Verb}");
            }
            else if (MayRun(context, command.Grammar, request))
            {
                command.Run(context, request);
            }
        }
        else if (Find(request.CommandWord) is { } found)
        {
            ClientRequest parsed = found.Grammar.Parse(request);
            if (MayRun(context, found.Grammar, parsed))
            {
                found.Run(context, parsed);
            }
        }
        else
        {
            context.RefuseUnknown(request, request.CommandWord, WordsFor(context.Member.Role));
        }
    }

    /// <summary>Checks the conditions of the row, and refuses a request that breaks one.</summary>
    /// <returns>False when the request was refused, or has to wait.</returns>
    private static bool MayRun(
        CommandContext context, CommandGrammar row, in ClientRequest request)
    {
        context.Cost = row.Cost;
        if (row.IsOnce
            && context.Member.Resumable is { } session
            && !(row.OnlyShowsWithoutText && request.Text.IsEmpty))
        {
            if (session.IsUsed(request.Id))
            {
                context.Device.Repeat(request.Id);
                return false;
            }

            session.Begin(request.Id);
        }

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
        else if (row.LacksArgument(request))
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
                ChatSentences.TooManyEmptyLines(WireLimits.EmptyLines));
        }
        else if (TextRule.Check(request.Text, row.AllowsTabs) is { } refusal)
        {
            context.Refuse(request.Id, refusal);
        }
        else
        {
            return !row.HasLongAnswer || context.MayBeAnswered();
        }

        return false;
    }
}
