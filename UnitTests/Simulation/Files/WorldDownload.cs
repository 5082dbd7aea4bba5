using System.Text;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.Files;

/// <summary>A GET whose client takes the file in pieces.</summary>
internal sealed class WorldDownload(SimTransport wire, LedgerFile file) : WorldTransfer(wire)
{
    private long _taken;

    public LedgerFile File => file;

    /// <summary>All bytes have arrived.</summary>
    public bool IsWhole => Status == "200" && _taken == file.Slot.Content.Length;

    /// <summary>
    /// The server may end it: so much time has passed that it is too slow, or the file was removed.
    /// </summary>
    public bool MayBeCut { get; set; }

    public static WorldDownload Begin(SimServer server, LedgerFile file, string address)
    {
        SimTransport wire = Connect(server, address);
        wire.Window = 0;
        wire.Write(Encoding.ASCII.GetBytes(
            $"GET {file.Path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        return new WorldDownload(wire, file);
    }

    /// <summary>The client can take more bytes.</summary>
    public void Open(int bytes) => Wire.Window = bytes;

    protected override void Take(byte[] bytes)
    {
        if (Status == "200")
        {
            FileLedger.CheckBytes(file, bytes, _taken);
            _taken += bytes.Length;
        }
    }
}
