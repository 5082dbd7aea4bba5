using System.Net.Sockets;
using System.Text;

namespace UnitTests.Load.Checking;

/// <summary>One client of a <see cref="BrokenServer"/>.</summary>
internal sealed class BrokenMember(Socket socket)
{
    private string _rest = string.Empty;

    public Socket Socket { get; } = socket;

    public string Name { get; set; } = string.Empty;

    /// <summary>Lines that are held back for this client.</summary>
    public Queue<string> Waiting { get; } = new();

    public void Send(string line) => Socket.Send(
        Encoding.ASCII.GetBytes(line + "\n"), SocketFlags.None, out _);

    /// <returns>The lines that are now complete.</returns>
    public string[] Lines(string received)
    {
        string[] parts = (_rest + received).Split('\n');
        _rest = parts[^1];
        return parts[..^1];
    }
}
