using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>A request that is sent again after a lost connection, until it is settled.</summary>
internal sealed record SentRequest(
    ulong Id, RequestVerb Verb, string Target, string Text, ulong Number, PageLimits Page)
{
    private readonly TaskCompletionSource<ChatEvent?> _settled =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// True for a request that the server carries out at most once. A topic request without a text
    /// changes nothing, so it is not one of these.
    /// </summary>
    public bool IsOnce => Verb is RequestVerb.Say or RequestVerb.Me or RequestVerb.Tell
        || (Verb == RequestVerb.Topic && Text.Length > 0);

    /// <summary>The last answer; null while there is none that counts.</summary>
    public ChatEvent? Answer { get; set; }

    /// <summary>
    /// Completes when the request will not be sent again, because it was refused or its message is
    /// kept. The result is the last answer: after a crash that lost the request, it may be another
    /// one than the first. A slow disk is not a fault of the connection, so a wait for this has no
    /// time limit.
    /// </summary>
    public Task<ChatEvent?> Settled => _settled.Task;

    public void Settle() => _settled.TrySetResult(Answer);

    /// <summary>
    /// Fails the request, because the client ends before the request was settled.
    /// </summary>
    public void Fail(ChatException end)
    {
        _settled.TrySetException(end);

        // A caller that has stopped waiting does not observe the exception, so it is marked as
        // observed here.
        _ = _settled.Task.Exception;
    }
}
