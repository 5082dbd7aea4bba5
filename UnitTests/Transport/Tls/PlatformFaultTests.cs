using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using EventLoopServer.Transport.Tls;

namespace UnitTests.Transport.Tls;

/// <summary>Exceptions of the platform's TLS, and faults of the server itself.</summary>
internal sealed class PlatformFaultTests
{
    public static IEnumerable<TestCaseData> Faults()
    {
        yield return Case(new AuthenticationException(), true);
        yield return Case(new IOException(), true);
        yield return Case(new CryptographicException(), true);
        yield return Case(new Win32Exception(), true);
        Type[] own = [.. typeof(SslStream).Assembly.GetTypes().Where(static t =>
            typeof(Exception).IsAssignableFrom(t) && !t.IsAbstract && !t.IsPublic)];
        foreach (Type type in own)
        {
            // SecureTransport's exception, for example, derives directly from Exception.
            var fault = (Exception)System.Runtime.CompilerServices.RuntimeHelpers
                .GetUninitializedObject(type);
            yield return Case(fault, true);
        }

        yield return Case(new InvalidOperationException(), false);
        yield return Case(new KeyNotFoundException(), false);
        yield return Case(new ArgumentException("x"), false);
        yield return Case(new ObjectDisposedException("x"), false);
    }

    [TestCaseSource(nameof(Faults))]
    public void Platform_exceptions_are_distinguished_from_server_faults(
        Exception fault, bool isThePlatforms) =>
        Assert.That(PlatformFault.Is(fault), Is.EqualTo(isThePlatforms));

    private static TestCaseData Case(Exception fault, bool isThePlatforms) =>
        new TestCaseData(fault, isThePlatforms).SetArgDisplayNames(fault.GetType().Name);
}
