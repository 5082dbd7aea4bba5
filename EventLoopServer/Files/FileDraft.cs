using System.Security.Cryptography;

namespace EventLoopServer.Files;

/// <summary>A file that is being received. Only the file worker uses it.</summary>
/// <param name="name">The file's temporary name until it is complete.</param>
/// <param name="handle">The open file.</param>
internal sealed class FileDraft(string name, IFileHandle handle) : IDisposable
{
    private readonly IncrementalHash _hash =
        IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public string Name => name;

    public IFileHandle Handle => handle;

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        handle.Write(bytes, Bytes);
        _hash.AppendData(bytes);
        Bytes += bytes.Length;
    }

    /// <summary>The hash of all bytes, as lower-case hexadecimal digits.</summary>
    public string FinishHash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose()
    {
        handle.Dispose();
        _hash.Dispose();
    }
}
