namespace EventLoopServer.Chat.Files;

/// <summary>Transfers of files, for the metrics.</summary>
internal sealed class FileCounts
{
    /// <summary>Files that are being received.</summary>
    public int Uploads { get; set; }

    /// <summary>Files that are being sent.</summary>
    public int Downloads { get; set; }

    /// <summary>Bytes of files received since the start.</summary>
    public long ReceivedBytes { get; set; }

    /// <summary>Bytes of files sent since the start.</summary>
    public long SentBytes { get; set; }
}
