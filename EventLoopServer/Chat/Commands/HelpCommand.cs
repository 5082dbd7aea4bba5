using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Explains one command, or all commands that the member may use.</summary>
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
            context.Notice(request, Explain(row.Grammar) + Privacy(context, row.Grammar.Verb));
        }
        else
        {
            context.RefuseUnknown(request, word, context.Commands.WordsFor(role));
        }
    }

    /// <summary>
    /// Which data of users the server stores. It follows the help for the history.
    /// </summary>
    private static string Privacy(CommandContext context, RequestVerb verb) =>
        verb == RequestVerb.History && context.Directory.IsKept
            ? $"\n{StoreSentences.WhatIsKept(context.Directory.Store.Retention)}"
            : "";

    private static string Explain(CommandGrammar row) => $"{row.Usage,-18} {row.Help}";
}
