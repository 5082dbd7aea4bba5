using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// What a platform's TLS throws for bytes that cannot be right, for an alert, an early end, or an
/// end that it cannot send. Documented are two types; OpenSSL's, SecureTransport's and SChannel's
/// own ones come out of some calls, above all those that end a stream.
/// </summary>
internal static class PlatformFault
{
    public static bool Is(Exception fault) =>
        fault is AuthenticationException or IOException or CryptographicException or Win32Exception
        || fault.GetType().Assembly == typeof(SslStream).Assembly;
}
