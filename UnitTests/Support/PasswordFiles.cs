using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;

namespace UnitTests.Support;

/// <summary>Passwords for options, without a file.</summary>
internal static class PasswordFiles
{
    public static PasswordFile With(ReadOnlySpan<byte> password) =>
        new("", new Password(password), IsOpenToOthers: false);
}
