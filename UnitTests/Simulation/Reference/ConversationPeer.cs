using System.Text;
using EventLoopServer.Buffers;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.Reference;

/// <summary>
/// A client of either dialect, with or without a channel, that saves up what it says.
/// </summary>
internal sealed class ConversationPeer(SimTransport wire, bool isNative, bool scrambled)
{
    private readonly List<byte> _toSend = [];
    private readonly ScramblingFilter _channel = new();
    private readonly NativePeer _native = new(new SimTransport("decoded", new SimNetwork()));
    private string _text = string.Empty;

    public SimTransport Wire { get; } = wire;

    public bool IsNative { get; } = isNative;

    /// <summary>It has asked to go.</summary>
    public bool Leaving { get; set; }

    public void Introduce(string name)
    {
        if (IsNative)
        {
            var space = new byte[256];
            var writer = new ByteWriter(space);
            NativeWire.WriteHello(ref writer, "test"u8, default, 0);
            _toSend.AddRange(space.AsSpan(0, writer.Written));
            Ask(RequestVerb.Name, 1, name, string.Empty, string.Empty);
        }
        else
        {
            _toSend.AddRange(Encoding.UTF8.GetBytes($"{name}\n"));
        }

        Hurl();
    }

    /// <summary>Adds a request: as a frame or as the line that means the same.</summary>
    public void Ask(RequestVerb verb, ulong id, string target, string text, string line)
    {
        if (!IsNative)
        {
            _toSend.AddRange(Encoding.UTF8.GetBytes($"{line}\n"));
            return;
        }

        var space = new byte[512];
        var writer = new ByteWriter(space);
        NativeWire.WriteRequest(ref writer, new ClientRequest
        {
            Verb = verb,
            Id = id,
            Target = Encoding.UTF8.GetBytes(target),
            Text = Encoding.UTF8.GetBytes(text),
        });
        _toSend.AddRange(space.AsSpan(0, writer.Written));
    }

    /// <summary>Sends all that was saved up at once.</summary>
    public void Hurl()
    {
        if (_toSend.Count > 0)
        {
            byte[] plain = [.. _toSend];
            Wire.Write(scrambled ? ScramblingFilter.Scramble(plain) : plain);
            _toSend.Clear();
        }
    }

    /// <summary>What it was told since the last look: a line each.</summary>
    public List<string> Take()
    {
        byte[] plain = scrambled ? Unscramble(Wire.TakeOutbound()) : Wire.TakeOutbound();
        if (IsNative)
        {
            SimTransport echo = _native.Wire;
            echo.Send(plain, out _);
            return
            [
                .. _native.Take()
                    .Where(static e => e.Kind != EventKind.Welcome)
                    .Select(static e => e.ToString()),
            ];
        }

        _text += Encoding.UTF8.GetString(plain);
        string[] lines = _text.Split('\n');
        _text = lines[^1];
        return [.. lines[..^1]];
    }

    private byte[] Unscramble(byte[] wireBytes)
    {
        var plain = new byte[wireBytes.Length];
        int given = _channel.Decode(wireBytes, plain, new RingBuffer(new Slab(64, 64), 64));
        return plain[..given];
    }
}
