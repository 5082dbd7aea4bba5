namespace SimpleClient.Terminal.Chat.Requests;

/// <summary>
/// Sends and fetches files, as the model uses it. A result is shown later, never during a call.
/// </summary>
internal interface IFileTransfers
{
    /// <summary>Sends a file to a room.</summary>
    void Send(string path, string room);

    /// <summary>Fetches a shared file.</summary>
    /// <param name="file">Its id and its name.</param>
    /// <param name="path">Where to save it: a file or a folder.</param>
    void Fetch((string Id, string Name) file, string path);

    /// <summary>Gives all transfers up.</summary>
    /// <returns>False when there is none.</returns>
    bool Cancel();
}
