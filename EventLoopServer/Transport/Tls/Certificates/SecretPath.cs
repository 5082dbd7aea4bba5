namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>The value of an option that names a file with a secret.</summary>
internal static class SecretPath
{
    /// <summary>
    /// True when the value may be the secret itself, given in place of the file. It must not be
    /// shown or logged then. It is shown when the file exists, or when it has a folder that exists:
    /// the value then is a mistyped path.
    /// </summary>
    public static bool MayBeSecret(string value)
    {
        string? folder = null;
        try
        {
            folder = Path.GetDirectoryName(value);
        }
        catch (ArgumentException)
        {
            // It has a character that no path has.
        }

        return value.Length > 0
            && !Path.Exists(value)
            && (string.IsNullOrEmpty(folder) || !Directory.Exists(folder));
    }
}
