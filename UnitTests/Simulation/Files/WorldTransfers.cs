using EventLoopServer.Chat.Files;

namespace UnitTests.Simulation.Files;

/// <summary>The uploads and downloads of a world, and what the ledger has to say to each.</summary>
internal sealed class WorldTransfers(SimServer server, FileLedger ledger)
{
    private readonly List<WorldUpload> _uploads = [];
    private readonly List<WorldDownload> _downloads = [];

    public IReadOnlyList<WorldUpload> Uploads => _uploads;

    public IReadOnlyList<WorldDownload> Downloads => _downloads;

    /// <summary>The server receives a file.</summary>
    public bool IsReceiving => _uploads.Exists(static u => u.IsAccepted);

    /// <summary>Files that were fetched as a whole.</summary>
    public int Fetched { get; private set; }

    /// <summary>Uploads that ended without a file after they had begun.</summary>
    public int Broken { get; private set; }

    private FileShares Shares => server.Server.Files;

    private (long NowMs, long UnixMs) Now =>
        (server.Network.SimClock.NowMs, server.Network.SimClock.UnixMs);

    /// <summary>Begins an upload. Nothing waits for the server.</summary>
    /// <param name="slot">The offer.</param>
    /// <param name="length">The length that the request has, right or wrong.</param>
    public void Upload(LedgerSlot slot, int length)
    {
        WorldUpload upload = WorldUpload.Begin(server, slot, length);
        bool wasTaken = slot.IsTaken;
        server.Settle();
        upload.Receive();
        upload.IsAccepted = upload.Status is null or "201" or "507" or "403";
        if (upload.IsAccepted)
        {
            FileLedger.Demand(
                length == slot.Content.Length, $"{slot.Name}: a wrong length was accepted");
            FileLedger.Begin(slot, Now.NowMs);
            upload.Send(0);
        }
        else
        {
            FileLedger.Demand(
                wasTaken || length != slot.Content.Length || !slot.IsOpenAt(Now.NowMs)
                    || upload.Status == "429",
                $"{slot.Name}: an upload was refused: {upload.Status}");
        }

        _uploads.Add(upload);
        Collect();
    }

    public void Download(LedgerFile file, string address) =>
        _downloads.Add(WorldDownload.Begin(server, file, address));

    /// <summary>The client of a download goes away.</summary>
    public void Break(WorldDownload download)
    {
        download.Break(isReset: true);
        _downloads.Remove(download);
    }

    /// <summary>All clients go away.</summary>
    public void BreakAll()
    {
        _uploads.ForEach(static u => u.Break(isReset: true));
        _downloads.ToList().ForEach(Break);
    }

    /// <summary>The server may end downloads from now on.</summary>
    public void MayCut(Func<WorldDownload, bool> isOne) =>
        _downloads.Where(isOne).ToList().ForEach(static d => d.MayBeCut = true);

    /// <summary>Reads what has arrived.</summary>
    public void Collect()
    {
        foreach (WorldUpload upload in _uploads.ToArray())
        {
            upload.Receive();
            if (upload.Status is not null || upload.IsDisposed)
            {
                End(upload);
                _uploads.Remove(upload);
            }
        }

        foreach (WorldDownload download in _downloads.ToArray())
        {
            bool isNew = download.Status is null;
            download.Receive();
            if (isNew && download.Status is { } status)
            {
                ledger.CheckAnswer(download.File, status, Now.UnixMs);
            }

            Fetched += download.IsWhole ? 1 : 0;
            if (download.IsWhole || download.Status == "404")
            {
                download.Break(isReset: false);
                _downloads.Remove(download);
            }
            else if (download.IsDisposed)
            {
                FileLedger.Demand(download.MayBeCut, $"{download.File.Slot.Name} was cut off");
                _downloads.Remove(download);
            }
        }
    }

    private void End(WorldUpload upload)
    {
        LedgerSlot slot = upload.Slot;
        if (!upload.IsAccepted)
        {
            upload.Break(isReset: false);
            return;
        }

        if (upload.Status == "201")
        {
            ledger.Share(slot, upload.Location, slot.Content.Length, Now.UnixMs);
        }
        else if (!slot.IsOver)
        {
            // It was cut off. If all of it had arrived, it may be shared all the same.
            FileLedger.Demand(
                slot.IsSent || Shares.All.All(f => f.Name != slot.Name),
                $"{slot.Name} is shared, and was cut off");
            if (Shares.All.FirstOrDefault(f => f.Name == slot.Name) is { } stored)
            {
                ledger.Share(slot, FileShares.PathOf(stored), stored.Bytes, stored.CreatedMs);
            }
            else
            {
                Broken++;
                FileLedger.Cancel(slot);
            }
        }
    }
}
