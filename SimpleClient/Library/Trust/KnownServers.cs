using SimpleClient.Sentences;
using SimpleClient.Standard;

namespace SimpleClient.Library.Trust;

/// <summary>
/// The certificates that were seen, in a file: a line for each, the address and what is known of
/// it. The last line of an address counts.
/// </summary>
/// <param name="file">The file; it need not be there yet.</param>
internal sealed class KnownServers(string file)
{
    /// <summary>In place of a fingerprint: the system vouched for the certificate.</summary>
    public const string Verified = "verified";

    /// <summary>
    /// Bytes of the file: ten thousand servers. A larger one is not what this program wrote.
    /// </summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>
    /// Where this user's programs keep their settings: ~/.config, ~/Library/Application Support or
    /// %APPDATA%. Empty where there is no such place.
    /// </summary>
    public static string DefaultFile
    {
        get
        {
            string own = Environment.GetFolderPath(
                Environment.SpecialFolder.ApplicationData,
                Environment.SpecialFolderOption.DoNotVerify);
            return own.Length == 0 ? "" : Path.Combine(own, "tcpchat", "known_servers");
        }
    }

    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>What is known of an address; null: nothing.</summary>
    /// <exception cref="IOException">
    /// Something is in the file's place and can't be read, or there can be no such file: then
    /// nobody can know whether the certificate has changed.
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
                // An address alone is no server that was never met: something was cut off.
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
    /// An editor may have left the last line without an end: added to it, both would be lost, and
    /// whatever answers next would be new here.
    /// </summary>
    private bool EndsWithLine()
    {
        using FileStream stream = System.IO.File.OpenRead(File);
        return stream.Length == 0
            || (stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() == '\n');
    }
}
