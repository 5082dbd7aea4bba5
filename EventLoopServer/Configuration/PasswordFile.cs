using System.Diagnostics.CodeAnalysis;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Configuration;

/// <summary>A password in a file of its own: nobody sees it among a program's arguments.</summary>
/// <param name="Path">Where.</param>
/// <param name="Password">What is in it.</param>
/// <param name="IsOpenToOthers">Others on this machine may read it.</param>
internal sealed record PasswordFile(string Path, Password Password, bool IsOpenToOthers)
{
    /// <summary>Reads one, in the format of <see cref="PasswordText"/>.</summary>
    /// <param name="path">Where.</param>
    /// <param name="file">What is there.</param>
    /// <param name="fault">What is wrong and what to do, never with what is in the file.</param>
    /// <returns>False when there is no password that somebody could give.</returns>
    public static bool TryRead(
        string path, [NotNullWhen(true)] out PasswordFile? file, out string fault)
    {
        file = PasswordText.TryRead(path, out byte[] password, out fault)
            ? new PasswordFile(path, new Password(password), PlatformFiles.IsOpenToOthers(path))
            : null;
        return file is not null;
    }
}
