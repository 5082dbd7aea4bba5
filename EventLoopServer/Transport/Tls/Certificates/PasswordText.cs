using EventLoopServer.Sentences.Operators;
using Protocol;
using Protocol.Names;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// The format of every file with a password. The file has one line of UTF-8 text. A byte order mark
/// before the line and line ends after it are not part of the password.
/// </summary>
internal static class PasswordText
{
    /// <summary>Reads a password.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="password">The password, in UTF-8.</param>
    /// <param name="fault">
    /// The problem and what to do; empty if there is none. It never contains the file's content.
    /// </param>
    public static bool TryRead(string path, out byte[] password, out string fault)
    {
        password = [];
        if (SmallFile.TryRead(path, out byte[] text, out fault, out _))
        {
            ReadOnlySpan<byte> line = WithoutLineEnds(WithoutMark(text));
            fault = Check(path, line);
            password = fault.Length == 0 ? line.ToArray() : [];
        }
        else if (SecretPath.MayBeSecret(path))
        {
            fault = FileSentences.NoSecretFile;
        }

        return fault.Length == 0;
    }

    /// <summary>Some editors write a byte order mark at the start of a file.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) =>
        text.StartsWith("\uFEFF"u8) ? text[3..] : text;

    private static ReadOnlySpan<byte> WithoutLineEnds(ReadOnlySpan<byte> text) =>
        text.TrimEnd("\r\n"u8);

    private static string Check(string path, ReadOnlySpan<byte> password) =>
        password.IsEmpty
            ? FileSentences.PasswordEmpty(path)
        : password.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            || password.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? FileSentences.PasswordUtf16(path)
        : password.ContainsAny("\r\n"u8)
            ? FileSentences.PasswordManyLines(path)
        : password.Length > WireLimits.PasswordBytes
            ? FileSentences.PasswordTooLong(path, WireLimits.PasswordBytes)
        : TextRule.Check(password) is not null
            ? FileSentences.PasswordNoText(path)
        : password[0] == ' ' || password[^1] == ' '
            ? FileSentences.PasswordSpaces(path)
        : "";
}
