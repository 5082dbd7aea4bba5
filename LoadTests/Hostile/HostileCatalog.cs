using System.Text;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Hostile;

/// <summary>
/// All kinds of hostile clients. When a name makes a difference, every second connection of a kind
/// has one.
/// </summary>
internal static class HostileCatalog
{
    /// <summary>The prefix of the names of hostile clients. No measured client has it.</summary>
    public static ReadOnlySpan<byte> NamePrefix => "hostile-"u8;

    private static readonly byte[] s_longest =
        Encoding.ASCII.GetBytes(new string('b', 4000) + '\n');

    private static readonly byte[] s_leaveAndJoin = "/leave lobby\n/join lobby\n"u8.ToArray();

    public static IReadOnlyList<HostileKind> All { get; } =
    [
        new("random-bytes", HostileTarget.Both, WriteRandomBytes),
        new("slow-text", HostileTarget.Shared, WriteSlowText),
        new("slow-native", HostileTarget.Shared, WriteSlowNative),
        new("slow-tls", HostileTarget.Shared, static random => new HostileScript
        {
            Rest = ClientHello.Make(random),
        }),
        new("slow-older", HostileTarget.Legacy, static _ => new HostileScript
        {
            Rest = "a"u8.ToArray(),
        }),
        new("http", HostileTarget.Shared, static _ => new HostileScript
        {
            Opening = "GET / HTTP/1.1\r\n"u8.ToArray(),
            Rest = "X-More: x\r\n"u8.ToArray(),
        }),
        new("never-reads", HostileTarget.Shared, WriteNeverReads),
        new("half-closes", HostileTarget.Both, static random => new HostileScript
        {
            Name = Name(random),
            Opening = "half a li"u8.ToArray(),
            End = HostileEnd.HalfClose,
        }),
        new("tls-garbage", HostileTarget.Both, WriteTlsGarbage),
        new("half-hello", HostileTarget.Both, WriteHalfHello),
        new("whole-hello", HostileTarget.Shared, static random => new HostileScript
        {
            Opening = ClientHello.Make(random),
        }),
        new("resets", HostileTarget.Both, static random => new HostileScript
        {
            Name = Name(random),
            End = HostileEnd.Reset,
        }),
        new("floods", HostileTarget.Shared, WriteFlood),
        new("endless-line", HostileTarget.Both, WriteEndlessLine),
        new("announced-hello", HostileTarget.Shared, WriteAnnouncedHello),
        new("tiny-records", HostileTarget.Shared, WriteTinyRecords),
        new("begins-handshakes", HostileTarget.Shared, static random => new HostileScript
        {
            Opening = ClientHello.Make(random),
            End = HostileEnd.ResetAfterReply,
        }),
        new("big-messages", HostileTarget.Shared, static random => new HostileScript
        {
            // The longest messages, as often as the rate limit allows.
            Name = Name(random),
            Rest = s_longest,
            RestBytes = s_longest.Length,
            EveryMs = 100,
        }),
        new("leaves-and-joins", HostileTarget.Shared, static random => new HostileScript
        {
            // Each join makes the server send the history of the room.
            Name = Name(random),
            Rest = s_leaveAndJoin,
            RestBytes = s_leaveAndJoin.Length,
            EveryMs = 400,
        }),
        new("reconnects", HostileTarget.Shared, static random => new HostileScript
        {
            // Each connection makes the server send the history of the lobby.
            Name = Name(random),
            End = HostileEnd.ResetAfterReply,
        }),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static k => k.Name)];

    /// <summary>The bytes of a flood: several lines, so that one receive gets many.</summary>
    private static readonly byte[] s_flood =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('f', 255) + '\n', 8)));

    private static HostileScript WriteRandomBytes(Random random)
    {
        byte[] bytes = ClientHello.RandomBytes(random, 4096);
        return new HostileScript
        {
            // Half of the connections start with the native magic, so that the server decodes
            // frames.
            Opening = random.Next(2) == 0 ? [] : NativeWire.Magic.ToArray(),
            Rest = bytes,
            RestBytes = 256,
            EveryMs = 100,
        };
    }

    private static HostileScript WriteSlowText(Random random) => new()
    {
        Opening = random.Next(2) == 0 ? [] : NameLine(random),
        Rest = "a"u8.ToArray(),
    };

    /// <summary>A frame of 4,000 bytes, sent at one byte a second.</summary>
    private static HostileScript WriteSlowNative(Random random)
    {
        byte[] space = new byte[8192];
        var opening = new ByteWriter(space);
        NativeWire.WriteHello(ref opening, "hostile"u8, default, 0);
        byte[] hello = space[..opening.Written];
        byte[] name = Request(RequestVerb.Name, Name(random), default);
        return random.Next(2) == 0
            ? new HostileScript { Rest = hello }
            : new HostileScript
            {
                Opening = [.. hello, .. name],
                Rest = Request(RequestVerb.Say, "lobby"u8, new byte[4000]),
            };
    }

    /// <summary>
    /// A client that never reads. It requests the history as often as the rate limit allows.
    /// </summary>
    private static HostileScript WriteNeverReads(Random random) => new()
    {
        Name = Name(random),
        Rest = "/history\n"u8.ToArray(),
        RestBytes = 9,
        EveryMs = 1700,
        NeverReads = true,
    };

    /// <summary>TLS records of random bytes. Some are complete, and some never end.</summary>
    private static HostileScript WriteTlsGarbage(Random random)
    {
        int bytes = random.Next(1, 200);
        int length = random.Next(2) == 0 ? bytes : 0x3fff;
        return new HostileScript
        {
            Opening =
            [
                0x16, 0x03, 0x01, (byte)(length >> 8), (byte)length,
                .. ClientHello.RandomBytes(random, bytes),
            ],
            Rest = ClientHello.RandomBytes(random, 1024),
            RestBytes = 64,
            EveryMs = 100,
        };
    }

    private static HostileScript WriteHalfHello(Random random)
    {
        byte[] hello = ClientHello.Make(random);
        return new HostileScript { Opening = hello[..(hello.Length / 2)] };
    }

    /// <summary>
    /// A complete record that announces a message with a large length. The message never arrives.
    /// </summary>
    private static HostileScript WriteAnnouncedHello(Random random)
    {
        int length = random.Next(20_000, 131_072);
        return new HostileScript
        {
            Opening =
            [
                0x16, 0x03, 0x01, 0x00, 0x04,
                0x01, (byte)(length >> 16), (byte)(length >> 8), (byte)length,
            ],
        };
    }

    /// <summary>A hello that is split into one record for each byte.</summary>
    private static HostileScript WriteTinyRecords(Random random)
    {
        byte[] records =
        [
            .. ClientHello.Make(random)[5..]
                .SelectMany(static b => new byte[] { 0x16, 0x03, 0x01, 0x00, 0x01, b }),
        ];
        return new HostileScript { Rest = records, RestBytes = records.Length };
    }

    private static HostileScript WriteFlood(Random random) => new()
    {
        Name = Name(random),
        Rest = s_flood,
        RestBytes = s_flood.Length,
        EveryMs = 10,
    };

    private static HostileScript WriteEndlessLine(Random random) => new()
    {
        Opening = random.Next(2) == 0 ? [] : NameLine(random),
        Rest = Enumerable.Repeat((byte)'x', 1024).ToArray(),
        RestBytes = 1024,
        EveryMs = 10,
    };

    /// <summary>A random name that no other client has.</summary>
    private static byte[] Name(Random random) =>
        [.. NamePrefix, .. Encoding.ASCII.GetBytes($"{random.Next():x8}")];

    private static byte[] NameLine(Random random) => [.. Name(random), (byte)'\n'];

    private static byte[] Request(
        RequestVerb verb, ReadOnlySpan<byte> target, ReadOnlySpan<byte> text)
    {
        byte[] space = new byte[8192];
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(
            ref writer,
            new ClientRequest { Verb = verb, Id = 1, Target = target, Text = text });
        return space[..writer.Written];
    }
}
