using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Finds stored messages by their words, newest first.</summary>
internal static class SearchCommand
{
    /// <summary>
    /// Most words of a search. The limits of words and their size bound the store's work.
    /// </summary>
    public const int MaxWords = 8;

    /// <summary>Most bytes of UTF-8 in a word.</summary>
    public const int WordBytes = 64;

    /// <summary>Most messages in an answer: two screens.</summary>
    public const int MaxHits = 50;

    /// <summary>
    /// How long a member waits for the answer, in ms. A search takes some 20 ms.
    /// </summary>
    public const long WaitMs = 2_000;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        var filter = LineFilter.Read(request.Text);
        ulong id = request.Id;
        if (filter.Words.Count is 0 or > MaxWords
            || filter.Words.Any(static word => Encoding.UTF8.GetByteCount(word) > WordBytes))
        {
            filter.Refuse(ChatSentences.NoSearch(MaxWords, WordBytes));
        }

        if (!context.Directory.IsKept)
        {
            context.Refuse(request, RefusalCode.StoreOff);
            return;
        }

        if (filter.Fault is { } fault)
        {
            context.Refuse(request, RefusalCode.ArgumentInvalid, fault);
            return;
        }

        int count = request.Count is > 0 and < MaxHits ? (int)request.Count : MaxHits;
        var search = new SearchQuery(filter.Words, count)
        {
            Room = request.Target.IsEmpty ? null : Encoding.UTF8.GetString(request.Target),
            From = filter.From,
            BeforeMs = Earlier(filter.BeforeMs, request.Before),
        };
        if (!context.TryAsk(search, WaitMs, SendHits))
        {
            context.Refuse(id, Refusal.For(RefusalCode.StoreBusy));
        }

        void SendHits(bool isAnswered)
        {
            if (isAnswered)
            {
                SearchHits.Send(context, id, search.Lines);
                if (search.UnreadBeforeMs > 0)
                {
                    // Without a request id, because the hits have answered the request.
                    context.SendNotice(context.Member, ChatSentences.SearchedSince(
                        context.Access.Server.Date(search.UnreadBeforeMs)));
                }
            }
            else
            {
                context.Refuse(id, Refusal.For(RefusalCode.StoreBusy));
            }
        }
    }

    /// <summary>The earlier of two times, in ms since 1970; 0 stands for no time.</summary>
    private static long Earlier(long typed, ulong asked)
    {
        long other = (long)Math.Min(asked, long.MaxValue);
        return typed == 0 ? other : other == 0 ? typed : Math.Min(typed, other);
    }
}
