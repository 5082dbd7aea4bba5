namespace SimpleClient.Terminal.Chat.Requests;

/// <summary>The connection to the server, as the model uses it.</summary>
internal interface ILink
{
    /// <summary>True while requests can be sent.</summary>
    bool IsUp { get; }

    /// <summary>The most bytes of UTF-8 in a message.</summary>
    int MaxMessageBytes { get; }

    /// <summary>True when the server answers a history request in pages.</summary>
    bool HasPages { get; }

    /// <summary>True when the server keeps messages over a restart.</summary>
    bool Keeps { get; }

    /// <summary>Sends and fetches files; null when this connection has none.</summary>
    IFileTransfers? Files => null;

    /// <summary>
    /// Sends a request. The model gets the answer or a failure later, and never during this call.
    /// </summary>
    void Send(Request request);

    /// <summary>Deletes the stored token of the login.</summary>
    /// <returns>False when there was none.</returns>
    bool ForgetLogin();

    /// <summary>Makes the next attempt to connect now.</summary>
    void RetryNow();
}
