namespace SimpleClient.Terminal.Chat;

/// <summary>The way to the server, as the model sees it.</summary>
internal interface ILink
{
    /// <summary>True while requests can be sent.</summary>
    bool IsUp { get; }

    /// <summary>Bytes of UTF-8 that a message may have.</summary>
    int MaxMessageBytes { get; }

    /// <summary>
    /// Sends a request. The answer, or that there is none, is told to the model later, never during
    /// the call.
    /// </summary>
    void Send(Request request);

    /// <summary>Waits no longer with the next attempt to connect.</summary>
    void RetryNow();
}
