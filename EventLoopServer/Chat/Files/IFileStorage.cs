namespace EventLoopServer.Chat.Files;

/// <summary>Keeps the bytes of shared files. All calls are for the reactor; none blocks.</summary>
internal interface IFileStorage
{
    /// <summary>Shared files that are missing from the folder, by their hash.</summary>
    IReadOnlySet<string> Missing { get; }

    /// <summary>One shared file less has this content.</summary>
    void Release(string hash);
}
