namespace SimpleClient.Terminal.Chat.Requests;

/// <summary>
/// Sends and fetches files for the model. A result is shown later, never during a call.
/// </summary>
internal interface IFileTransfers
{
    /// <summary>Sends a file to a room.</summary>
    void Send(string path, string room);

    /// <summary>Fetches a shared file.</summary>
    /// <param name="file">Its id and its name.</param>
    /// <param name="path">The file or the folder in which the shared file is saved.</param>
    void Fetch((string Id, string Name) file, string path);

    /// <summary>Cancels all transfers.</summary>
    /// <returns>False when there is none.</returns>
    bool Cancel();
}
