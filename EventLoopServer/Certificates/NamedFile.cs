namespace EventLoopServer.Certificates;

/// <summary>A file and the option that names it: whoever typed it is told which.</summary>
/// <param name="Option">The option, with its dashes.</param>
/// <param name="Path">Where.</param>
internal readonly record struct NamedFile(string Option, string Path)
{
    /// <summary>All that is in it.</summary>
    /// <exception cref="CertificateException">It cannot be read.</exception>
    public byte[] Read()
    {
        if (Directory.Exists(Path))
        {
            throw Fault($"'{Path}' is a folder: give a file.");
        }

        try
        {
            return File.ReadAllBytes(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            throw Fault($"'{Path}' cannot be read: is it there, and may this account read it?", e);
        }
    }

    /// <summary>What is wrong with it, for whoever typed the option.</summary>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="inner">What the system said; null: nothing.</param>
    public CertificateException Fault(string sentence, Exception? inner = null) =>
        new($"{Option}: {sentence}", inner);
}
