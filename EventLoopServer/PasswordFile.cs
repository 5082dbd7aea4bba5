using System.Diagnostics.CodeAnalysis;
using EventLoopServer.Certificates;
using EventLoopServer.Chat;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer;

/// <summary>A password in a file of its own: nobody sees it among a program's arguments.</summary>
/// <param name="Path">Where.</param>
/// <param name="Password">What is in it.</param>
/// <param name="IsOpenToOthers">Others on this machine may read it.</param>
internal sealed record PasswordFile(string Path, Password Password, bool IsOpenToOthers)
{
    /// <summary>Reads one.</summary>
    /// <param name="path">Where.</param>
    /// <param name="file">What is there.</param>
    /// <param name="fault">What is wrong and what to do, never with what is in the file.</param>
    /// <returns>False when there is no password that somebody could give.</returns>
    public static bool TryRead(
        string path, [NotNullWhen(true)] out PasswordFile? file, out string fault)
    {
        file = null;
        fault = "";
        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> space = stackalloc byte[WireLimits.PasswordBytes + 3];
            int length = stream.ReadAtLeast(space, space.Length, throwOnEndOfStream: false);
            ReadOnlySpan<byte> password = WithoutLineEnd(space[..length]);
            fault = Check(path, password);
            if (fault.Length == 0)
            {
                file = new PasswordFile(
                    path, new Password(password), PlatformFiles.IsOpenToOthers(path));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            fault = $"'{path}' cannot be read: is it there, and may this account read it?";
        }

        return file is not null;
    }

    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> text)
    {
        text = text.EndsWith("\n"u8) ? text[..^1] : text;
        return text.EndsWith("\r"u8) ? text[..^1] : text;
    }

    private static string Check(string path, ReadOnlySpan<byte> password) =>
        password.IsEmpty
            ? $"'{path}' is empty: write the password into it, in one line."
        : password.Length > WireLimits.PasswordBytes
            ? $"the password in '{path}' may have {WireLimits.PasswordBytes} bytes at most: "
                + "shorten it."
        : TextRule.Check(password) is not null
            ? $"'{path}' has to be one line of UTF-8 text without tabs: write only the password."
        : password[0] == ' ' || password[^1] == ' '
            ? $"the password in '{path}' may not begin or end with a space: take it away."
        : "";
}
