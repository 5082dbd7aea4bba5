using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>
/// Answers the server's keep-alive requests. Only one answer is pending at a time. Without this
/// limit, a server that sends keep-alive requests and reads nothing could make the client store any
/// number of answers.
/// </summary>
internal sealed class PingAnswer(ChatClient client)
{
    private int _isPending;

    /// <param name="lastTold">The number of the last private line that the client has.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task SendAsync(ulong lastTold, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _isPending, 1) != 0)
        {
            return;
        }

        try
        {
            await client.SendAsync(RequestVerb.Ping, "", "", lastTold, cancellation);
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // The reading loop reports why the connection ended.
        }
        finally
        {
            Volatile.Write(ref _isPending, 0);
        }
    }
}
