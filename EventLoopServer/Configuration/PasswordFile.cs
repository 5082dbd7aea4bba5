using System.Diagnostics.CodeAnalysis;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Configuration;

/// <summary>
/// A password in a file of its own, so that it is not visible among a program's arguments.
/// </summary>
/// <param name="Path">The path.</param>
/// <param name="Password">The password in the file.</param>
/// <param name="IsOpenToOthers">True when other accounts of this machine may read the file.</param>
internal sealed record PasswordFile(string Path, Password Password, bool IsOpenToOthers)
{
    /// <summary>Reads a file in the format of <see cref="PasswordText"/>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="file">The file that was read.</param>
    /// <param name="fault">The fault and an advice. It never has the content of the file.</param>
    /// <returns>False when the file has no password that a client could send.</returns>
    public static bool TryRead(
        string path, [NotNullWhen(true)] out PasswordFile? file, out string fault)
    {
        file = PasswordText.TryRead(path, out byte[] password, out fault)
            ? new PasswordFile(path, new Password(password), PlatformFiles.IsOpenToOthers(path))
            : null;
        return file is not null;
    }
}
