using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// Recognises the exceptions of the platform's TLS library for invalid bytes, an alert, an early
/// end, or an end that cannot be sent. Two types are documented. Some calls, above all those that
/// end a stream, throw the own types of OpenSSL, SecureTransport and SChannel.
/// </summary>
internal static class PlatformFault
{
    public static bool Is(Exception fault) =>
        fault is AuthenticationException or IOException or CryptographicException or Win32Exception
        || fault.GetType().Assembly == typeof(SslStream).Assembly;
}
