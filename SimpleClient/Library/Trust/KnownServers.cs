using SimpleClient.Sentences;
using SimpleClient.Standard;

namespace SimpleClient.Library.Trust;

/// <summary>
/// The certificates that the client has seen, in a file. Each line has an address and a fingerprint
/// or <see cref="Verified"/>. The last line of an address is valid.
/// </summary>
/// <param name="file">The file; it may be missing.</param>
internal sealed class KnownServers(string file)
{
    /// <summary>
    /// The mark that replaces a fingerprint when the system trusted the certificate.
    /// </summary>
    public const string Verified = "verified";

    /// <summary>
    /// The most bytes of the file: ten thousand servers. This program has not written a larger one.
    /// </summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// The file in the folder for this user's settings: ~/.config, ~/Library/Application Support or
    /// %APPDATA%. Empty when the system has no such folder.
    /// </summary>
    public static string DefaultFile => UserFolders.Settings is { Length: > 0 } own
        ? Path.Combine(own, "known_servers")
        : "";

    public string File { get; } = file;

    /// <summary>The fingerprint or mark of an address; null when the address is unknown.</summary>
    /// <exception cref="IOException">
    /// The file cannot be read or cannot exist. Then a changed certificate cannot be detected.
    /// </exception>
    public string? Find(string address)
    {
        if (File.Length == 0)
        {
            throw new IOException(TrustSentences.NoFolder);
        }

        FileText list = SmallFile.Read(File, MaxBytes);
        if (list.Fault is { } fault)
        {
            throw new IOException(fault);
        }

        string? known = null;
        foreach (string line in (list.Text ?? "").Split('\r', '\n'))
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 1
                && words[0].Equals(address, StringComparison.OrdinalIgnoreCase))
            {
                // A line with only an address is damaged. It must not make the server count as
                // unknown.
                known = words.Length > 1 ? words[1] : "nothing";
            }
        }

        return known;
    }

    /// <summary>Adds a line.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Add(string address, string known)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
        string before =
            !System.IO.File.Exists(File) ? TrustSentences.Headline : EndsWithLine() ? "" : "\n";
        System.IO.File.AppendAllText(File, $"{before}{address} {known}\n");
    }

    /// <summary>
    /// True when the file ends with a line end. An editor may have left the last line without one.
    /// Text appended to such a line would make both entries unreadable, and any server would then
    /// count as new.
    /// </summary>
    private bool EndsWithLine()
    {
        using FileStream stream = System.IO.File.OpenRead(File);
        return stream.Length == 0
            || (stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() == '\n');
    }
}
