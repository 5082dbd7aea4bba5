namespace EventLoopServer.Files;

/// <summary>
/// The operations on a folder that shared files need. They block, so only the file worker calls
/// them while the loop runs. All of them may throw <see cref="IOException"/>.
/// </summary>
internal interface IFileFolder : IDisposable
{
    /// <summary>The files in the folder, and their sizes in bytes.</summary>
    IReadOnlyList<(string Name, long Bytes)> List();

    /// <summary>Creates a file.</summary>
    /// <param name="name">The name of the file. No file of this name exists.</param>
    /// <param name="bytes">The size that the file will have.</param>
    /// <exception cref="IOException">There is too little space, or another fault.</exception>
    IFileHandle Create(string name, long bytes);

    /// <summary>Opens a file to be read.</summary>
    IFileHandle Open(string name);

    /// <summary>Renames a file. A file with the new name is replaced atomically.</summary>
    void Rename(string from, string to);

    void Delete(string name);

    /// <summary>Makes creations, renames and deletions survive a power cut.</summary>
    void Sync();
}
