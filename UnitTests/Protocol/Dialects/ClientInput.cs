using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects;

/// <summary>
/// Does with one client's bytes exactly what a server does: it passes the unused bytes to the
/// dialect and keeps the rest at the front of a buffer of <see cref="IDialect.MaxInputBytes"/>. It
/// checks the dialect's contract at every step.
/// </summary>
internal sealed class ClientInput(IDialect dialect, int maxMessageBytes = 4096)
{
    private readonly byte[] _buffer = new byte[IDialect.MaxInputBytes(maxMessageBytes)];
    private int _count;
    private DialectState _state;

    /// <summary>All requests and refusals so far, as text.</summary>
    public List<string> Found { get; } = [];

    public bool IsClosed { get; private set; }

    /// <summary>Bytes of an incomplete request.</summary>
    public int Waiting => _count;

    public byte Version => _state.Version;

    public ulong Capabilities => _state.Capabilities;

    /// <summary>Decodes one stream at once and returns the requests and refusals.</summary>
    public static List<string> All(IDialect dialect, ReadOnlySpan<byte> stream, bool named = true)
    {
        var input = new ClientInput(dialect);
        input._state.Named = named;
        input.Feed(stream);
        return input.Found;
    }

    /// <summary>Decodes one stream in pieces that end at the given offsets.</summary>
    public static List<string> Split(IDialect dialect, ReadOnlySpan<byte> stream, params int[] cuts)
    {
        var input = new ClientInput(dialect);
        input._state.Named = true;
        int from = 0;
        foreach (int cut in cuts)
        {
            input.Feed(stream[from..cut]);
            from = cut;
        }

        input.Feed(stream[from..]);
        return input.Found;
    }

    /// <summary>Receives more bytes from the client.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !IsClosed)
        {
            int fits = Math.Min(bytes.Length, _buffer.Length - _count);
            Assert.That(fits, Is.Positive, "The buffer is full and the dialect uses none of it.");
            bytes[..fits].CopyTo(_buffer.AsSpan(_count));
            _count += fits;
            bytes = bytes[fits..];
            DecodeAll();
        }
    }

    private void DecodeAll()
    {
        while (_count > 0 && DecodeOnce())
        {
        }
    }

    private bool DecodeOnce()
    {
        int shown = _count;
        Decoded decoded = dialect.Decode(ref _state, _buffer.AsSpan(0, shown), maxMessageBytes);
        Check(decoded, shown);
        string answer = decoded.Answer.IsEmpty ? "" : $"Answer: {Show.Bytes(decoded.Answer)}";
        if (decoded.Status is not (DecodeStatus.NeedMore or DecodeStatus.Skipped))
        {
            string item = _state.CloseCode > 0
                ? $"{decoded.Status} {_state.CloseCode}"
                : Show.Of(decoded);
            Found.Add(answer.Length > 0 ? $"{answer}; {item}" : item);
        }
        else if (answer.Length > 0)
        {
            Found.Add(answer);
        }

        IsClosed = decoded.Status
            is DecodeStatus.Malformed or DecodeStatus.Upgrade or DecodeStatus.Rejected
            || _state.HasEnded;
        _state.Named |= decoded is { Status: DecodeStatus.Item, Request.Verb: RequestVerb.Name };
        _buffer.AsSpan(decoded.Used..decoded.Left).CopyTo(_buffer);
        _count = decoded.Left - decoded.Used;
        return decoded.Status != DecodeStatus.NeedMore && !IsClosed;
    }

    private void Check(in Decoded decoded, int shown)
    {
        bool inside = decoded.Used >= 0 && decoded.Used <= decoded.Left && decoded.Left <= shown;
        if (!inside)
        {
            Assert.Fail($"Used {decoded.Used} and left {decoded.Left} of {shown} bytes.");
        }

        bool moved = decoded.Used > 0 || decoded.Left < shown
            || decoded.Status == DecodeStatus.Upgrade;
        bool full = shown == _buffer.Length;
        if (!moved && (full || decoded.Status != DecodeStatus.NeedMore))
        {
            Assert.Fail($"{decoded.Status} with nothing used of {shown} bytes: this never ends.");
        }
    }
}
