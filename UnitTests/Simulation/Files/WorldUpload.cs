using System.Text;
using System.Text.RegularExpressions;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.Files;

/// <summary>A PUT that sends an offered file in pieces.</summary>
internal sealed class WorldUpload(SimTransport wire, LedgerSlot slot) : WorldTransfer(wire)
{
    public LedgerSlot Slot => slot;

    /// <summary>The server receives the file; false when it has refused the upload.</summary>
    public bool IsAccepted { get; set; }

    public int Left { get; private set; }

    /// <summary>The path of the shared file.</summary>
    public string Location => Regex.Match(Head, "\r\nLocation: ([^\r]*)").Groups[1].Value;

    /// <summary>Sends the head of a PUT.</summary>
    /// <param name="server">The server.</param>
    /// <param name="slot">The offer.</param>
    /// <param name="length">The length that the head has, right or wrong.</param>
    public static WorldUpload Begin(SimServer server, LedgerSlot slot, int length)
    {
        var upload = new WorldUpload(Connect(server, slot.Place), slot)
        {
            Left = slot.Content.Length,
        };
        upload.Wire.Write(Encoding.ASCII.GetBytes(
            $"PUT {slot.Path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"));
        return upload;
    }

    /// <summary>Sends the next bytes of the file.</summary>
    public void Send(int most)
    {
        int bytes = Math.Min(most, Left);
        if (bytes > 0 && !IsDisposed)
        {
            Wire.Write(slot.Content.AsSpan(slot.Content.Length - Left, bytes));
            Left -= bytes;
        }

        slot.IsSent |= IsAccepted && Left == 0;
    }

    protected override void Take(byte[] bytes)
    {
    }
}
