using System.Globalization;

namespace UnitTests.Support;

/// <summary>
/// Finds the port on which a process listens in Linux's /proc, so that it need not print it.
/// </summary>
internal static class ListeningPorts
{
    /// <summary>Limit for a start, in ms: far more than a busy machine needs.</summary>
    private const int StartMs = 60_000;

    /// <summary>TCP_LISTEN in /proc/net/tcp.</summary>
    private const string Listening = "0A";

    /// <summary>
    /// 0.0.0.0, to tell the listener from the JIT warm-up, which listens on 127.0.0.1 briefly.
    /// </summary>
    private const string AnyAddress = "00000000";

    /// <summary>Waits until the process listens on all IPv4 addresses.</summary>
    public static int WaitForOne(int process)
    {
        long until = Environment.TickCount64 + StartMs;
        while (Environment.TickCount64 < until)
        {
            if (Find(process) is { } port)
            {
                return port;
            }

            Thread.Yield();
        }

        throw new AssertionException($"Process {process} does not listen.");
    }

    private static int? Find(int process)
    {
        HashSet<string> sockets = [];
        try
        {
            foreach (FileInfo file in new DirectoryInfo($"/proc/{process}/fd").GetFiles())
            {
                sockets.Add(file.LinkTarget ?? "");
            }
        }
        catch (IOException)
        {
            // A descriptor was closed during the listing.
            return null;
        }

        foreach (string line in File.ReadLines("/proc/net/tcp").Skip(1))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] local = fields[1].Split(':');
            if (fields[3] == Listening
                && local[0] == AnyAddress
                && sockets.Contains($"socket:[{fields[9]}]"))
            {
                return int.Parse(local[1], NumberStyles.HexNumber);
            }
        }

        return null;
    }
}
