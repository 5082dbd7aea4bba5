using System.Text;
using EventLoopServer.Admission;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Hosting;

/// <summary>
/// The line for a client that is rejected before it has a session. The client has sent nothing yet,
/// so its dialect is unknown. So the line is text, and programs find the name of the refusal code
/// at its end. Legacy clients show the line to a person and get no code.
/// </summary>
internal static class AdmissionRefusal
{
    /// <summary>The most bytes of a line.</summary>
    private const int MaxBytes = 256;

    /// <summary>Encodes the line for a listener with these dialects.</summary>
    public static byte[] Encode(DialectSet dialects, AdmissionResult result)
    {
        Refusal refusal = Refusal.For(result switch
        {
            AdmissionResult.AddressFull => RefusalCode.AddressFull,
            AdmissionResult.TooManyArrivals => RefusalCode.TooManyArrivals,
            _ => RefusalCode.ServerFull,
        });
        string name = dialects.IsPrompted ? string.Empty : $" ({refusal.Code})";
        var space = new byte[MaxBytes];
        var writer = new ByteWriter(space);
        dialects.Dialects[^1].Encode(ref writer, new ServerEvent
        {
            Kind = EventKind.Goodbye,
            Number = (ulong)GoodbyeReason.ServerFull,
            Text = Encoding.UTF8.GetBytes($"{refusal.Sentence} {refusal.Advice}{name}"),
        });

        // The line is the first output to the client, so the line break before it is left out.
        return space[(dialects.IsPrompted ? 1 : 0)..writer.Written];
    }
}
