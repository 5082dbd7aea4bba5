namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>The value of an option that names a file with a secret.</summary>
internal static class SecretPath
{
    /// <summary>
    /// True when the value may be the secret itself, given in place of the file. It must not be
    /// shown or logged then. It is a path when it exists, or any folder above it: this account may
    /// not look into the folders below that one. The root does not count, because every secret that
    /// begins with a slash is in it.
    /// </summary>
    public static bool MayBeSecret(string value)
    {
        if (value.Length == 0 || Path.Exists(value))
        {
            return false;
        }

        string? folder = Path.GetDirectoryName(value);
        while (!string.IsNullOrEmpty(folder) && folder != Path.GetPathRoot(folder))
        {
            if (Directory.Exists(folder))
            {
                return false;
            }

            folder = Path.GetDirectoryName(folder);
        }

        return true;
    }
}
