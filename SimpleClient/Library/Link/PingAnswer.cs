using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>
/// Answers the server's keep-alive. One answer is pending at a time: a server that sends
/// keep-alives and reads nothing could otherwise make the client store any number of answers.
/// </summary>
internal sealed class PingAnswer(ChatClient client)
{
    private int _isPending;

    public async Task SendAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _isPending, 1) != 0)
        {
            return;
        }

        try
        {
            await client.SendAsync(RequestVerb.Ping, "", "", 0, cancellation);
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
