using System.Net;
using System.Text;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation.Files;

/// <summary>One request of a world's client for a file, on a connection of its own.</summary>
internal abstract class WorldTransfer(SimTransport wire)
{
    private readonly List<byte> _received = [];

    protected SimTransport Wire { get; } = wire;

    /// <summary>The status of the answer; null before it has arrived.</summary>
    public string? Status { get; private set; }

    /// <summary>The head of the answer.</summary>
    protected string Head { get; private set; } = "";

    public bool IsDisposed => Wire.IsDisposed;

    /// <summary>The client resets the connection, or ends its sending side.</summary>
    public void Break(bool isReset)
    {
        if (isReset)
        {
            Wire.Reset();
        }
        else
        {
            Wire.End();
        }
    }

    /// <summary>Takes what has arrived.</summary>
    public void Receive()
    {
        _received.AddRange(Wire.TakeOutbound());
        byte[] all = [.. _received];
        if (Status is null)
        {
            int end = all.AsSpan().IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return;
            }

            Head = Encoding.UTF8.GetString(all, 0, end + 4);
            Status = Head.Split(' ')[1];
            all = all[(end + 4)..];
        }

        _received.Clear();
        Take(all);
    }

    /// <summary>Takes bytes of the body.</summary>
    protected abstract void Take(byte[] bytes);

    protected static SimTransport Connect(SimServer server, string address)
    {
        SimTransport wire = server.Connect();
        wire.Address = IPAddress.Parse(address);
        return wire;
    }
}
