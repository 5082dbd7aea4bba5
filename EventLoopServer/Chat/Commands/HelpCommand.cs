using EventLoopServer.Chat.Rooms;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Explains one command, or all that the member may use.</summary>
internal static class HelpCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Role role = context.Member.Role;
        ReadOnlySpan<byte> word = request.Target.TrimStart((byte)'/');
        if (word.IsEmpty)
        {
            IEnumerable<CommandGrammar> rows = context.Commands.Rows
                .Select(static row => row.Grammar)
                .Where(row => row.Words.Count > 0 && row.Role <= role);
            context.Notice(request, string.Join('\n', rows.Select(Explain)));
        }
        else if (context.Commands.Find(word) is { } row)
        {
            context.Notice(request, Explain(row.Grammar));
        }
        else
        {
            context.RefuseUnknown(request, word, context.Commands.WordsFor(role));
        }
    }

    private static string Explain(CommandGrammar row) => $"{row.Usage,-18} {row.Help}";
}
