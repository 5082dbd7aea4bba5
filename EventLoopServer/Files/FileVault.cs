using System.Globalization;
using EventLoopServer.Chat.Files;
using EventLoopServer.Files.Types;

namespace EventLoopServer.Files;

/// <summary>
/// The bytes of shared files, each stored under its hash, so that equal files take space only once.
/// Only the file worker uses it, except for <see cref="Open"/>, which runs before the loop.
/// </summary>
/// <remarks>
/// A file has a temporary name until all its bytes are on disk. Then the file is renamed, and the
/// folder is written to disk. The chat gets the file only after that, so it never serves an
/// incomplete file, even if the process or the machine stops at any point. The next start deletes
/// files without a reference.
/// </remarks>
internal sealed class FileVault(IFileFolder folder) : IDisposable
{
    /// <summary>The suffix of an incomplete file's name.</summary>
    public const string DraftEnd = ".part";

    private const int HashDigits = 64;

    private readonly Dictionary<string, int> _uses = [];
    private long _drafts;
    private byte[]? _head;

    /// <summary>Deletes files without a reference, and finds missing files.</summary>
    /// <param name="known">The hash and the size of each shared file.</param>
    /// <returns>The hashes of files that are missing or have another size.</returns>
    public IReadOnlySet<string> Open(IEnumerable<(string Hash, long Bytes)> known)
    {
        var wanted = new Dictionary<string, long>();
        foreach ((string hash, long bytes) in known)
        {
            wanted[hash] = bytes;
            _uses[hash] = _uses.GetValueOrDefault(hash) + 1;
        }

        var missing = new HashSet<string>(wanted.Keys);
        foreach ((string name, long bytes) in folder.List())
        {
            if (wanted.TryGetValue(name, out long size) && size == bytes)
            {
                missing.Remove(name);
            }
            else if (IsOurs(name))
            {
                folder.Delete(name);
            }
        }

        foreach (string hash in missing)
        {
            _uses.Remove(hash);
        }

        return missing;
    }

    /// <summary>Creates an incomplete file.</summary>
    /// <param name="bytes">The size that the file will have.</param>
    public FileDraft Begin(long bytes)
    {
        string name = (++_drafts).ToString(CultureInfo.InvariantCulture) + DraftEnd;
        return new FileDraft(name, folder.Create(name, bytes));
    }

    /// <summary>Completes a file. It is safe on disk when this method returns.</summary>
    /// <exception cref="IOException">The file was not stored. The caller discards it.</exception>
    public FileContent Keep(FileDraft draft)
    {
        string hash = draft.FinishHash();
        FileContent content = ContentType.Describe(hash, draft.Bytes, ReadHead(draft));
        if (_uses.TryGetValue(hash, out int uses))
        {
            Discard(draft);
            _uses[hash] = uses + 1;
            return content;
        }

        draft.Handle.Sync();
        draft.Dispose();
        folder.Rename(draft.Name, hash);
        folder.Sync();
        _uses[hash] = 1;
        return content;
    }

    /// <summary>Deletes an incomplete file. After a fault, the next start deletes it.</summary>
    public void Discard(FileDraft draft)
    {
        draft.Dispose();
        TryDelete(draft.Name);
    }

    /// <summary>Releases one use of this content, because a file was removed.</summary>
    public void Release(string hash)
    {
        if (_uses.TryGetValue(hash, out int uses) && uses > 1)
        {
            _uses[hash] = uses - 1;
            return;
        }

        if (_uses.Remove(hash))
        {
            TryDelete(hash);
        }
    }

    /// <summary>
    /// Opens a file to be read. Reading can continue even if the file is deleted.
    /// </summary>
    public IFileHandle Read(string hash) => folder.Open(hash);

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// Reads the first bytes of a file, which are valid until the next call. An array for each file
    /// was rejected: it is large enough to cause full garbage collections, which stop the reactor.
    /// </summary>
    private ReadOnlySpan<byte> ReadHead(FileDraft draft)
    {
        _head ??= new byte[ContentType.HeadBytes];
        Span<byte> head = _head.AsSpan(0, (int)Math.Min(draft.Bytes, _head.Length));
        int read = 0;
        for (int some = -1; some != 0 && read < head.Length; read += some)
        {
            some = draft.Handle.Read(head[read..], read);
        }

        return head[..read];
    }

    private void TryDelete(string name)
    {
        try
        {
            folder.Delete(name);
        }
        catch (IOException)
        {
            // The next start deletes the file.
        }
    }

    /// <summary>True for files of the vault. Other files in the folder are not touched.</summary>
    private static bool IsOurs(string name) =>
        name.EndsWith(DraftEnd, StringComparison.Ordinal)
        || (name.Length == HashDigits && name.All(char.IsAsciiHexDigitLower));
}
