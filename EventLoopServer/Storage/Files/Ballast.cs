namespace EventLoopServer.Storage.Files;

/// <summary>
/// A file that only reserves space. It is deleted when the disk is full, so that the last batches
/// can be written.
/// </summary>
internal sealed class Ballast(string path, int bytes)
{
    private const int PieceBytes = 64 * 1024;

    public bool Exists => File.Exists(path);

    /// <summary>Creates the file.</summary>
    /// <returns>False when there is no space for it.</returns>
    public bool TryCreate()
    {
        if (bytes == 0 || Exists)
        {
            return true;
        }

        try
        {
            // The bytes are written, because a sparse file of the same length would reserve
            // nothing.
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            byte[] piece = new byte[PieceBytes];
            for (int left = bytes; left > 0; left -= piece.Length)
            {
                file.Write(piece, 0, Math.Min(left, piece.Length));
            }

            file.Flush(flushToDisk: true);
            return true;
        }
        catch (IOException)
        {
            _ = TryRelease();
            return false;
        }
    }

    /// <summary>Deletes the file.</summary>
    /// <returns>True when the file existed.</returns>
    public bool TryRelease()
    {
        try
        {
            bool exists = Exists;
            File.Delete(path);
            return exists;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
