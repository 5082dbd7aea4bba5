using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Transport.Tls;

/// <summary>
/// A client of TLS 1.2 that is made by hand, with ECDHE over P-256 and AES-128-GCM: it can send
/// what no library lets its users send. RFC 5246, 5288, 8422.
/// </summary>
internal sealed class RawTls : IDisposable
{
    public const byte ChangeCipherSpec = 20;
    public const byte Alert = 21;
    public const byte Handshake = 22;
    public const byte ApplicationText = 23;

    private const int TagBytes = 16;
    private const int NonceBytes = 8;
    private const int PointBytes = 65;

    private readonly SimServer _server;
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _random = new byte[32];
    private readonly List<byte> _said = [];
    private readonly List<byte> _unread = [];
    private byte[] _master = [];
    private byte[] _clientSalt = [];
    private byte[] _serverSalt = [];
    private AesGcm? _sealer;
    private AesGcm? _opener;
    private ulong _sent;
    private ulong _received;

    public RawTls(SimServer server, Random random)
    {
        _server = server;
        random.NextBytes(_random);
        Wire = server.Connect();
    }

    public SimTransport Wire { get; }

    /// <summary>Kinds of the encrypted records that came.</summary>
    public List<byte> KindsSeen { get; } = [];

    /// <summary>A record without encryption.</summary>
    public static byte[] Record(byte kind, ReadOnlySpan<byte> text)
    {
        byte[] record = [kind, 3, 3, 0, 0, .. text];
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(3), (ushort)text.Length);
        return record;
    }

    /// <summary>The message with which a handshake begins, the first one or a later one.</summary>
    public byte[] Hello() => Message(
        1,
        [
            3, 3, .. _random, 0, // no session
            0, 4, 0xC0, 0x2B, 0, 0xFF, 1, 0, // one suite, and safe renegotiation
            0, 22,
            0, 10, 0, 4, 0, 2, 0, 23, // P-256
            0, 11, 0, 2, 1, 0, // points as they are
            0, 13, 0, 4, 0, 2, 4, 3, // ECDSA with SHA-256
        ]);

    /// <summary>Shakes hands, as it should be.</summary>
    public RawTls ShakeHands()
    {
        Send(Record(Handshake, Hello()));
        Send(SecondFlight());
        Read();
        Assert.That(KindsSeen, Is.EqualTo(new[] { Handshake }), "the server's Finished");
        return this;
    }

    /// <summary>
    /// Reads what the server says to a hello, and answers: a key, the change to it, and Finished.
    /// </summary>
    public byte[] SecondFlight()
    {
        byte[] answer = Wire.TakeOutbound();
        var texts = new List<byte>();
        for (int at = 0; at < answer.Length;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(at + 3));
            texts.AddRange(answer[(at + 5)..(at + 5 + length)]);
            at += 5 + length;
        }

        _said.AddRange(texts);
        byte[] messages = [.. texts];
        byte[] serverRandom = messages[6..38];
        byte[] point = FindPoint(messages);
        byte[] key = Message(16, [PointBytes, .. PointOf(_key)]);
        _said.AddRange(key);
        DeriveKeys(point, serverRandom);
        byte[] proof = Expand(_master, "client finished", SHA256.HashData([.. _said]), 12);
        return
        [
            .. Record(Handshake, key),
            .. Record(ChangeCipherSpec, [1]),
            .. Seal(Handshake, Message(20, proof)),
        ];
    }

    /// <summary>An encrypted record.</summary>
    public byte[] Seal(byte kind, ReadOnlySpan<byte> text)
    {
        byte[] record = new byte[5 + NonceBytes + text.Length + TagBytes];
        Record(kind, record.AsSpan(5)).AsSpan(0, 5).CopyTo(record);
        BinaryPrimitives.WriteUInt64BigEndian(record.AsSpan(5), _sent);
        int tag = record.Length - TagBytes;
        _sealer!.Encrypt(
            [.. _clientSalt, .. record[5..13]],
            text,
            record.AsSpan(13, text.Length),
            record.AsSpan(tag),
            Header(_sent++, kind, text.Length));
        return record;
    }

    public void Send(byte[] bytes)
    {
        Wire.Write(bytes);
        _server.Settle();
    }

    public void Say(string text) => Send(Seal(ApplicationText, Encoding.UTF8.GetBytes(text)));

    /// <summary>What the server has said since.</summary>
    public string Read()
    {
        _unread.AddRange(Wire.TakeOutbound());
        var all = new StringBuilder();
        while (_unread.Count >= 5)
        {
            byte[] header = [.. _unread[..5]];
            int end = 5 + BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3));
            byte[] body = [.. _unread[5..end]];
            _unread.RemoveRange(0, end);
            if (header[0] != ChangeCipherSpec)
            {
                byte[] text = Open(header[0], body);
                KindsSeen.Add(header[0]);
                all.Append(header[0] == ApplicationText ? Encoding.UTF8.GetString(text) : "");
            }
        }

        return all.ToString();
    }

    public void Dispose()
    {
        _key.Dispose();
        _sealer?.Dispose();
        _opener?.Dispose();
    }

    private byte[] Message(byte kind, ReadOnlySpan<byte> body)
    {
        byte[] message = [kind, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body];
        if (kind == 1 && _said.Count == 0)
        {
            _said.AddRange(message);
        }

        return message;
    }

    private byte[] Open(byte kind, byte[] body)
    {
        int length = body.Length - NonceBytes - TagBytes;
        byte[] text = new byte[length];
        _opener!.Decrypt(
            [.. _serverSalt, .. body[..NonceBytes]],
            body.AsSpan(NonceBytes, length),
            body.AsSpan(NonceBytes + length),
            text,
            Header(_received++, kind, length));
        return text;
    }

    private void DeriveKeys(byte[] point, byte[] serverRandom)
    {
        using ECDiffieHellman peer = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        byte[] secret = _key.DeriveRawSecretAgreement(peer.PublicKey);
        _master = Expand(secret, "master secret", [.. _random, .. serverRandom], 48);
        byte[] keys = Expand(_master, "key expansion", [.. serverRandom, .. _random], 40);
        _sealer = new AesGcm(keys[..16], TagBytes);
        _opener = new AesGcm(keys[16..32], TagBytes);
        _clientSalt = keys[32..36];
        _serverSalt = keys[36..];
    }

    /// <summary>The server's half of the key: message 12 begins with the curve's name.</summary>
    private static byte[] FindPoint(byte[] messages)
    {
        int at = 0;
        while (messages[at] != 12)
        {
            at += 4 + (messages[at + 1] << 16) + (messages[at + 2] << 8) + messages[at + 3];
        }

        return messages[(at + 8)..(at + 8 + PointBytes)];
    }

    private static byte[] PointOf(ECDiffieHellman key)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. point.X!, .. point.Y!];
    }

    private static byte[] Header(ulong number, byte kind, int length)
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, kind, 3, 3, (byte)(length >> 8), (byte)length];
        BinaryPrimitives.WriteUInt64BigEndian(header, number);
        return header;
    }

    /// <summary>The function that makes keys of a secret. RFC 5246, 5.</summary>
    private static byte[] Expand(byte[] secret, string label, byte[] seed, int bytes)
    {
        byte[] labelled = [.. Encoding.ASCII.GetBytes(label), .. seed];
        byte[] link = labelled;
        var all = new List<byte>();
        while (all.Count < bytes)
        {
            link = HMACSHA256.HashData(secret, link);
            byte[] input = [.. link, .. labelled];
            all.AddRange(HMACSHA256.HashData(secret, input));
        }

        return [.. all[..bytes]];
    }
}
