namespace EventLoopServer.Files;

/// <summary>
/// A folder of files, as far as shared files need one. Its calls block, so only the file worker
/// makes them once the loop runs. All of them throw <see cref="IOException"/>.
/// </summary>
internal interface IFileFolder : IDisposable
{
    /// <summary>The files in the folder, and their sizes in bytes.</summary>
    IReadOnlyList<(string Name, long Bytes)> List();

    /// <summary>Creates a file.</summary>
    /// <param name="name">Its name, which no file has yet.</param>
    /// <param name="bytes">The bytes that it will have.</param>
    /// <exception cref="IOException">Too little space for it, or another fault.</exception>
    IFileHandle Create(string name, long bytes);

    /// <summary>Opens a file to be read.</summary>
    IFileHandle Open(string name);

    /// <summary>Renames a file. It replaces another one of the new name at once.</summary>
    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Makes names survive a power cut: those created, renamed and deleted.</summary>
    void Sync();
}
