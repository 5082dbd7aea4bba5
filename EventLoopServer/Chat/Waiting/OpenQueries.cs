using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Waiting;

/// <summary>
/// The queries that the store has not returned. A query counts until then, even when its answer is
/// no longer needed, so a slow disk cannot collect an unlimited number of them.
/// </summary>
internal sealed class OpenQueries
{
    /// <summary>
    /// Most open queries. Further ones are refused with StoreBusy. A page takes 0.13 ms, so 256 of
    /// them take some 30 ms of the store's reading thread.
    /// </summary>
    public const int Max = 256;

    private readonly List<QueryWait> _early = [];

    public IChatStore Store { get; set; } = NoStore.Instance;

    public int Count { get; private set; }

    /// <summary>Starts a query.</summary>
    /// <param name="wait">The query, and the command that waits for it.</param>
    /// <param name="start">Starts the query in place of the store; null for the store.</param>
    /// <returns>False when too many queries are open, or there is no store.</returns>
    public bool TryStart(QueryWait wait, Func<StoreQuery, bool>? start = null)
    {
        if (Count >= Max)
        {
            return false;
        }

        wait.Query.Answered = _ =>
        {
            Count--;
            wait.Answer();
        };
        Count++;
        if (wait.Position > Store.Kept)
        {
            _early.Add(wait);
        }
        else if (!(start ?? Start)(wait.Query))
        {
            Count--;
            return false;
        }

        return true;
    }

    /// <summary>Ends a wait, because its connection closes or its deadline is over.</summary>
    public void Abandon(QueryWait wait)
    {
        wait.IsOver = true;
        wait.Query.Cancel();
        if (_early.Remove(wait))
        {
            Count--;
        }
    }

    /// <summary>Starts the queries that have waited for events which are on disk now.</summary>
    public void StartKept()
    {
        for (int i = 0; i < _early.Count; i++)
        {
            QueryWait wait = _early[i];
            if (wait.Position <= Store.Kept)
            {
                _early.RemoveAt(i--);
                if (!Start(wait.Query))
                {
                    wait.Query.Cancel();
                    wait.Query.Complete();
                }
            }
        }
    }

    private bool Start(StoreQuery query)
    {
        if (query is KeptQuery)
        {
            query.Complete();
            return true;
        }

        return Store.TryStart(query);
    }
}
