using System.Text;
using Protocol;
using SimpleClient.Standard;

namespace SimpleClient.Startup;

/// <summary>
/// Where a password comes from that nobody should see among a program's arguments: a file, or a
/// variable of the environment.
/// </summary>
internal static class PasswordSource
{
    /// <summary>The variable.</summary>
    public const string Variable = "TCPCHAT_PASSWORD";

    /// <summary>Bytes of the file: a password, and some notes behind it.</summary>
    private const int MaxFileBytes = 64 * 1024;

    /// <summary>Reads the password.</summary>
    /// <param name="path">The file; null: the variable.</param>
    /// <param name="password">The password; null when there is none.</param>
    /// <param name="fault">What is wrong, never with what is in the file.</param>
    /// <returns>False when the source that was named has none.</returns>
    public static bool TryRead(string? path, out string? password, out string fault)
    {
        password = path is null ? Environment.GetEnvironmentVariable(Variable) : null;
        fault = path is not null ? ReadFile(path, out password)
            : password?.Contains('\uFFFD') == true ? $"The variable {Variable} is not UTF-8."
            : "";
        password = fault.Length > 0 || string.IsNullOrEmpty(password) ? null : password;
        return fault.Length == 0;
    }

    private static string ReadFile(string path, out string? password)
    {
        FileText file = SmallFile.Read(path, MaxFileBytes);
        password = file.Text?.Split('\r', '\n')[0];
        string begin = $"The password file '{path}'";
        return file.Fault is { } why
            ? $"{begin} can't be read: {why}. It must be a text file with the password in its first"
                + $" line; the variable {Variable} is another way."
            : file.IsMissing ? $"{begin} can't be read: there is no such file."
            : password!.Length == 0
            ? $"{begin} is empty: write the password into its first line."
            : Encoding.UTF8.GetByteCount(password) > WireLimits.PasswordBytes
            ? $"{begin} has more than {WireLimits.PasswordBytes} bytes in its first line, and no"
                + " password is longer."
            : "";
    }
}
