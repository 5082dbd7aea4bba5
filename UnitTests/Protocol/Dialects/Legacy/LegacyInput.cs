using System.Text;
using System.Text.Unicode;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>
/// Does what a server does with the receives of a client without frames: it passes all unused bytes
/// up to the end of the last receive to the dialect, and tells it when the client has a name. It
/// checks the dialect's contract at every step.
/// </summary>
internal sealed class LegacyInput(string dialect, int maxMessageBytes = 4096)
{
    /// <summary>Takes the place of a receive: the time for more input is over.</summary>
    public const string Later = "(later)";

    private readonly IDialect _dialect = LegacyDialects.Of(dialect);
    private readonly byte[] _buffer = new byte[IDialect.MaxInputBytes(maxMessageBytes)];
    private DialectState _state;
    private int _count;
    private bool _stoodStill;

    /// <summary>All requests so far, as text: <c>say hi</c>, <c>tell bob: hi</c>.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Bytes of an incomplete request.</summary>
    public int Waiting => _count;

    /// <summary>Decodes receives, each at most a buffer long.</summary>
    public static List<string> All(string dialect, params string[] receives)
    {
        LegacyInput input = new LegacyInput(dialect);
        foreach (string receive in receives)
        {
            input.Receive(receive);
        }

        return input.Found;
    }

    /// <summary>The requests in the receives of a client that already has a name.</summary>
    public static List<string> After(string dialect, string name, params string[] receives)
    {
        List<string> found = All(
            dialect, dialect == "username" ? [name, name, .. receives] : [name, .. receives]);
        Assert.That(found[0], Is.EqualTo($"name {name.Trim(' ')}"));
        return found[1..];
    }

    public void Receive(string text)
    {
        if (text == Later)
        {
            Settle();
        }
        else
        {
            Receive(Encoding.UTF8.GetBytes(text));
        }
    }

    public void Receive(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int fits = Math.Min(bytes.Length, _buffer.Length - _count);
            Assert.That(fits, Is.Positive, "The buffer is full and the dialect uses none of it.");
            bytes[..fits].CopyTo(_buffer.AsSpan(_count));
            _count += fits;
            bytes = bytes[fits..];
            DecodeAll();
        }
    }

    /// <summary>Ends the time for more input.</summary>
    public void Settle()
    {
        _state.Settled = true;
        DecodeAll();
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
        Decoded decoded = _dialect.Decode(ref _state, _buffer.AsSpan(0, shown), maxMessageBytes);
        Check(decoded, shown);
        if (decoded.Status is not (DecodeStatus.NeedMore or DecodeStatus.Skipped))
        {
            Assert.That(decoded.Status, Is.EqualTo(DecodeStatus.Item));
            Found.Add(Words(decoded.Request));
        }

        _state.Named |= decoded is { Status: DecodeStatus.Item, Request.Verb: RequestVerb.Name };
        _buffer.AsSpan(decoded.Used..decoded.Left).CopyTo(_buffer);
        _count = decoded.Left - decoded.Used;
        return decoded.Status != DecodeStatus.NeedMore;
    }

    /// <summary>
    /// A name may once leave all bytes in place, because they are also a message.
    /// </summary>
    private void Check(in Decoded decoded, int shown)
    {
        bool inside = decoded.Used >= 0 && decoded.Used <= decoded.Left && decoded.Left <= shown;
        if (!inside)
        {
            Assert.Fail($"Used {decoded.Used} and left {decoded.Left} of {shown} bytes.");
        }

        bool moved = decoded.Used > 0 || decoded.Left < shown;
        bool needsMore = decoded.Status == DecodeStatus.NeedMore;
        bool isName = decoded.Request.Verb == RequestVerb.Name
            && decoded.Status == DecodeStatus.Item;
        if (!moved && (needsMore ? shown == _buffer.Length : !isName || _stoodStill))
        {
            Assert.Fail($"{decoded.Status} with nothing used of {shown} bytes: this never ends.");
        }

        _stoodStill = !moved && !needsMore;
    }

    private static string Words(in ClientRequest request) => request.Verb switch
    {
        RequestVerb.Name => $"name {Text(request.Target)}",
        RequestVerb.Say => $"say {Text(request.Text)}",
        RequestVerb.Tell => $"tell {Text(request.Target)}: {Text(request.Text)}",
        RequestVerb.Line => $"/{Text(request.CommandWord)} {Text(request.Text)}",
        RequestVerb.Quit => "quit",
        _ => Show.Of(request),
    };

    private static string Text(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Show.Bytes(bytes);
}
