using System.Text;
using Protocol;
using SimpleClient.Sentences;
using SimpleClient.Standard;

namespace SimpleClient.Startup;

/// <summary>
/// The source of a password that must not be visible among the program's arguments: a file or an
/// environment variable.
/// </summary>
internal static class PasswordSource
{
    /// <summary>The environment variable for the server's password.</summary>
    public const string Variable = "TCPCHAT_PASSWORD";

    /// <summary>The environment variable for the password of an account.</summary>
    public const string LoginVariable = "TCPCHAT_LOGIN_PASSWORD";

    /// <summary>
    /// The largest file, in bytes. A file has a password, and may have notes after it.
    /// </summary>
    private const int MaxFileBytes = 64 * 1024;

    /// <summary>Reads the password.</summary>
    /// <param name="path">The file; null to use the variable.</param>
    /// <param name="password">The password; null when there is none.</param>
    /// <param name="fault">The error, without any content of the file.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>False when the file or the variable is invalid.</returns>
    public static bool TryRead(
        string? path, out string? password, out string fault, string variable = Variable)
    {
        password = path is null ? Environment.GetEnvironmentVariable(variable) : null;
        fault = path is not null ? ReadFile(path, variable, out password)
            : password?.Contains('\uFFFD') == true ? StartupSentences.VariableNotUtf8(variable)
            : "";
        password = fault.Length > 0 || string.IsNullOrEmpty(password) ? null : password;
        return fault.Length == 0;
    }

    private static string ReadFile(string path, string variable, out string? password)
    {
        FileText file = SmallFile.Read(path, MaxFileBytes);
        password = file.Text?.Split('\r', '\n')[0];
        return file.Fault is { } why
            ? StartupSentences.PasswordUnreadable(path, why, variable)
            : file.IsMissing ? StartupSentences.PasswordFileMissing(path)
            : password!.Length == 0
            ? StartupSentences.PasswordFileEmpty(path)
            : Encoding.UTF8.GetByteCount(password) > WireLimits.PasswordBytes
            ? StartupSentences.PasswordTooLong(path, WireLimits.PasswordBytes)
            : "";
    }
}
