namespace SimpleClient;

/// <summary>
/// Where a password comes from that nobody should see among a program's arguments: a file, or a
/// variable of the environment.
/// </summary>
internal static class PasswordSource
{
    /// <summary>The variable.</summary>
    public const string Variable = "TCPCHAT_PASSWORD";

    /// <summary>Reads the password.</summary>
    /// <param name="path">The file; null: the variable.</param>
    /// <param name="password">The password; null when there is none.</param>
    /// <param name="fault">What is wrong, never with what is in the file.</param>
    /// <returns>False when a file was named that has none.</returns>
    public static bool TryRead(string? path, out string? password, out string fault)
    {
        fault = "";
        password = null;
        if (path is null)
        {
            string? variable = Environment.GetEnvironmentVariable(Variable);
            password = string.IsNullOrEmpty(variable) ? null : variable;
            return true;
        }

        try
        {
            password = File.ReadLines(path).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            fault = $"The password file '{path}' can't be read: {e.Message}";
            return false;
        }

        fault = string.IsNullOrEmpty(password)
            ? $"The password file '{path}' is empty: write the password into its first line."
            : "";
        return fault.Length == 0;
    }
}
