using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Transport.Tls;

/// <summary>A client like <c>openssl s_client</c> on a simulated network.</summary>
[SuppressMessage(
    "Security",
    "CA5359:Do not disable certificate validation",
    Justification = "Whom a client trusts is tested with the client.")]
[SuppressMessage(
    "Security",
    "CA5398:Avoid hardcoded SslProtocols values",
    Justification = "Each version is tested.")]
internal sealed class TlsPeer : IDisposable
{
    private readonly SslStream _ssl;
    private readonly List<byte> _unread = [];

    public TlsPeer(SimServer server, int pieceBytes = int.MaxValue, int listener = 0)
    {
        Wire = server.Connect(listener);
        Inner = new SimStream(server, Wire, pieceBytes);
        _ssl = new SslStream(
            Inner,
            false,
            (_, _, chain, _) =>
            {
                Chain =
                    [.. chain!.ChainPolicy.ExtraStore.Select(static c => c.Subject)];
                return true;
            });
    }

    /// <summary>The subjects of the certificates that the server sent, its own first.</summary>
    public IReadOnlyList<string> Chain { get; private set; } = [];

    public SimTransport Wire { get; }

    public SimStream Inner { get; }

    /// <summary>SHA-256 of the server's certificate.</summary>
    public string Fingerprint =>
        _ssl.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256);

    public SslProtocols Version => _ssl.SslProtocol;

    /// <summary>
    /// The bytes with which a client opens. Without a version, they are of the platform's best: TLS
    /// 1.2 on macOS, 1.3 elsewhere.
    /// </summary>
    public static byte[] Hello(SslProtocols version = SslProtocols.None)
    {
        using var nowhere = new SimServer();
        using var peer = new TlsPeer(nowhere);
        peer.Inner.Spoil = static _ => (byte)'\n';
        Assert.That(() => peer.ShakeHands(version), Throws.Exception);
        return [.. peer.Inner.Written];
    }

    public TlsPeer ShakeHands(SslProtocols version = SslProtocols.None)
    {
        _ssl.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
        });
        return this;
    }

    public TlsPeer EnterAs(string name)
    {
        Say(name);
        SkipTo(TextLine.Welcome(name));
        Assert.That(ReadLine(), Does.StartWith(TextLine.YouAreInStart("")));
        return this;
    }

    public void Say(string line) => Send(Encoding.UTF8.GetBytes(line + "\n"));

    public void Send(byte[] plain) => _ssl.Write(plain);

    /// <summary>Sends a close_notify.</summary>
    public void SayEnd() => _ssl.ShutdownAsync().GetAwaiter().GetResult();

    /// <summary>The next line; null at the end.</summary>
    public string? ReadLine()
    {
        byte[] space = new byte[16 * 1024];
        int end;
        while ((end = _unread.IndexOf((byte)'\n')) < 0)
        {
            int bytes = _ssl.Read(space);
            if (bytes == 0)
            {
                return null;
            }

            _unread.AddRange(space.AsSpan(0, bytes));
        }

        string line = Encoding.UTF8.GetString([.. _unread[..end]]);
        _unread.RemoveRange(0, end + 1);
        return line;
    }

    public void SkipTo(string wanted)
    {
        for (string? line = ReadLine(); line != wanted; line = ReadLine())
        {
            Assert.That(line, Is.Not.Null, $"the end came before: {wanted}");
        }
    }

    public void Dispose() => _ssl.Dispose();
}
