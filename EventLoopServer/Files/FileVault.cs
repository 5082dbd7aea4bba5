using System.Globalization;
using EventLoopServer.Chat.Files;
using EventLoopServer.Files.Types;

namespace EventLoopServer.Files;

/// <summary>
/// The bytes of shared files, each under its hash: equal files take the space of one. Only the file
/// worker uses it, except for <see cref="Open"/>, which runs before the loop.
/// </summary>
/// <remarks>
/// A file has a temporary name until all its bytes are on disk. Then it is renamed, and the folder
/// is written too. Only after that is it announced to the chat. So no part of a file is ever
/// served, whenever the process or the machine ends. The next start deletes what nothing refers to.
/// </remarks>
internal sealed class FileVault(IFileFolder folder) : IDisposable
{
    /// <summary>The end of the name of a file that is not complete.</summary>
    public const string DraftEnd = ".part";

    private const int HashDigits = 64;

    private readonly Dictionary<string, int> _uses = [];
    private long _drafts;

    /// <summary>
    /// Deletes all files that nothing refers to, and finds those that are missing.
    /// </summary>
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

    /// <summary>Begins a file.</summary>
    /// <param name="bytes">The bytes that it will have.</param>
    public FileDraft Begin(long bytes)
    {
        string name = (++_drafts).ToString(CultureInfo.InvariantCulture) + DraftEnd;
        return new FileDraft(name, folder.Create(name, bytes));
    }

    /// <summary>Completes a file, which is safe on disk when this returns.</summary>
    /// <exception cref="IOException">It is not kept: discard it.</exception>
    public FileContent Keep(FileDraft draft)
    {
        string hash = draft.TakeHash();
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

    /// <summary>Deletes a file that is not complete. A fault leaves it to the next start.</summary>
    public void Discard(FileDraft draft)
    {
        draft.Dispose();
        TryDelete(draft.Name);
    }

    /// <summary>One shared file less has this content.</summary>
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

    /// <summary>Opens a file to be read. It can be read to its end even if it is deleted.</summary>
    public IFileHandle Read(string hash) => folder.Open(hash);

    public void Dispose() => folder.Dispose();

    private static byte[] ReadHead(FileDraft draft)
    {
        var head = new byte[Math.Min(draft.Bytes, ContentType.HeadBytes)];
        int read = 0;
        for (int some = -1; some != 0 && read < head.Length; read += some)
        {
            some = draft.Handle.Read(head.AsSpan(read), read);
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
            // It takes space until the next start, which deletes it.
        }
    }

    /// <summary>Other files in the folder are not touched.</summary>
    private static bool IsOurs(string name) =>
        name.EndsWith(DraftEnd, StringComparison.Ordinal)
        || (name.Length == HashDigits && name.All(char.IsAsciiHexDigitLower));
}
