using Protocol.Messages;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>A link that only records the requests.</summary>
internal sealed class FakeLink : ILink
{
    private readonly List<Request> _sent = [];

    public bool IsUp { get; set; } = true;

    public bool HasPages { get; set; }

    public bool Keeps { get; set; }

    public IFileTransfers? Files { get; set; }

    public int MaxMessageBytes { get; set; } = 100;

    public int Retries { get; private set; }

    /// <summary>The requests of the user, without background requests.</summary>
    public IReadOnlyList<Request> Asked => [.. _sent.Where(static request => !request.IsQuiet)];

    public IReadOnlyList<Request> All => _sent;

    public Request Last(RequestVerb verb) => _sent.Last(request => request.Verb == verb);

    public void Send(Request request) => _sent.Add(request);

    public bool ForgetLogin() => false;

    public void RetryNow() => Retries++;
}
