using System.Globalization;
using System.Text;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects;

/// <summary>
/// Bytes, requests and events as strings. The originals are spans that are invalid after the step,
/// and a string comparison shows where two values differ.
/// </summary>
internal static class Show
{
    /// <summary>Printable ASCII as it is, every other byte as <c>\xNN</c>.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes)
        {
            _ = b is >= 0x20 and < 0x7F and not (byte)'\\'
                ? text.Append((char)b)
                : text.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
        }

        return text.ToString();
    }

    public static string Of(in Decoded decoded)
    {
        string request = Of(decoded.Request);
        return decoded.Status switch
        {
            DecodeStatus.Item => request,
            DecodeStatus.Refused => $"{decoded.Refusal.Code}: {request}",
            _ => $"{decoded.Status}: {decoded.Refusal.Sentence}",
        };
    }

    public static string Of(in ClientRequest r) =>
        $"{r.Verb} #{r.Id} word={Bytes(r.CommandWord)} target={Bytes(r.Target)} "
        + $"text={Bytes(r.Text)} number={r.Number}";

    public static string Of(in ServerEvent e) =>
        $"{e.Kind} #{e.RequestId} sender={e.SenderId} time={e.TimeMs} sequence={e.Sequence} "
        + $"room={Bytes(e.Room)} name={Bytes(e.Name)} text={Bytes(e.Text)} number={e.Number} "
        + $"detail={Bytes(e.Detail)} count={e.Count} entries={Bytes(e.Entries)}";
}
