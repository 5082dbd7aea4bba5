using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// Recognises the exceptions of a platform's TLS for invalid bytes, an alert, an early end, or an
/// end that it cannot send. Two types are documented. The own types of OpenSSL, SecureTransport and
/// SChannel come out of some calls, above all those that end a stream.
/// </summary>
internal static class PlatformFault
{
    public static bool Is(Exception fault) =>
        fault is AuthenticationException or IOException or CryptographicException or Win32Exception
        || fault.GetType().Assembly == typeof(SslStream).Assembly;
}
