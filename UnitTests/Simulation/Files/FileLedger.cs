using System.Security.Cryptography;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Files;
using UnitTests.Simulation.Storage;

namespace UnitTests.Simulation.Files;

/// <summary>
/// What the clients of a world know about files, and the invariants that follow: a naive model of
/// offers, quotas and shared files.
/// </summary>
internal sealed class FileLedger(FileLimits limits)
{
    private const long DayMs = 24L * 60 * 60 * 1000;

    /// <summary>The server removes expired files at most this much later.</summary>
    private const long ExpiryDelayMs = 11_000;

    private readonly List<LedgerSlot> _slots = [];
    private readonly Dictionary<string, LedgerFile> _files = [];

    public IReadOnlyList<LedgerSlot> Slots => _slots;

    /// <summary>How long the upload of an offer may take to begin.</summary>
    public long SlotMs => limits.SlotMs;

    public IEnumerable<LedgerFile> Files => _files.Values;

    /// <summary>Offers that the limits have refused.</summary>
    public int Refusals { get; private set; }

    /// <summary>The answer to an offer that the limits require; null: a slot.</summary>
    /// <param name="who">The owner and its address.</param>
    /// <param name="size">The size of the file.</param>
    /// <param name="now">The time.</param>
    /// <param name="code">The code of the refusal, or of the slot.</param>
    public void CheckOffer(
        (string Owner, string Place) who, long size, (long NowMs, long UnixMs) now, string code)
    {
        long counted = Math.Max(size, FileLimits.MinBytes);
        long offered = _slots.Where(s => s.IsOpenAt(now.NowMs)).Sum(static s => s.CountedBytes);
        string expected = size > limits.FileBytes ? "FileTooLarge"
            : _slots.Count(s => s.IsOpenAt(now.NowMs) && s.Owner == who.Owner) >= limits.Slots
                ? "TooManyOffers"
            : counted > limits.DayBytes - Used(now, s => s.Counts && s.Owner == who.Owner)
                || counted > limits.DayBytes
                    - Used(now, s => s.Counts && s.CountsForPlace && s.Place == who.Place)
                ? "QuotaReached"
            : "slot";
        bool mayFit = counted <= limits.TotalBytes - offered - Live(now.UnixMs);
        bool mustFit =
            counted <= limits.TotalBytes - offered - Live(now.UnixMs - ExpiryDelayMs);
        if (expected == "slot" && !mustFit && (!mayFit || code == "FilesFull"))
        {
            expected = "FilesFull";
        }

        Demand(code == expected, $"the offer of {who.Owner} is {code}, and should be {expected}");
        Refusals += code == "slot" ? 0 : 1;
    }

    public void Add(LedgerSlot slot) => _slots.Add(slot);

    /// <summary>An upload has begun.</summary>
    public static void Begin(LedgerSlot slot, long nowMs)
    {
        Demand(!slot.IsTaken, $"{slot.Name}: a slot has taken two uploads");
        Demand(slot.IsOpenAt(nowMs), $"{slot.Name}: a slot took an upload after its end");
        slot.IsTaken = true;
    }

    /// <summary>An upload has ended without a file.</summary>
    public static void Cancel(LedgerSlot slot) => (slot.IsOver, slot.Counts) = (true, false);

    /// <summary>A file was shared: an event of the room, or the answer to an upload.</summary>
    public LedgerFile Share(LedgerSlot slot, string path, long bytes, long unixMs)
    {
        Demand(slot.IsSent, $"{slot.Name} is shared before it was sent");
        Demand(bytes == slot.Content.Length, $"{slot.Name} is shared with {bytes} bytes");
        if (!_files.TryGetValue(path, out LedgerFile? file))
        {
            Demand(
                _files.Values.All(f => f.Slot != slot), $"{slot.Name} is shared a second time");
            _files[path] = file = new LedgerFile(slot, path, unixMs);
        }

        slot.IsOver = true;
        return file;
    }

    public LedgerSlot? FindSlot(string name) => _slots.Find(s => s.Name == name);

    /// <summary>The answer to a GET.</summary>
    public void CheckAnswer(LedgerFile file, string status, long unixMs)
    {
        bool isLive = file.IsLiveAt(unixMs, limits.KeepMs);
        Demand(!isLive || status == "200", $"{file.Slot.Name} is there, and the answer {status}");
        Demand(status is "200" or "404", $"{file.Slot.Name}: {status}");
    }

    /// <summary>Bytes of a file that a client has received.</summary>
    public static void CheckBytes(LedgerFile file, ReadOnlySpan<byte> bytes, long at) => Demand(
        file.Slot.Content.AsSpan((int)at).StartsWith(bytes),
        $"{file.Slot.Name} has other bytes at {at}");

    /// <summary>Ends expired slots. Nothing waits for the disk or for a client.</summary>
    public void Expire(long nowMs)
    {
        foreach (LedgerSlot slot in _slots.Where(s => !s.IsOver && !s.IsOpenAt(nowMs)))
        {
            Cancel(slot);
        }
    }

    /// <summary>The server has started again.</summary>
    /// <param name="shared">Its shared files.</param>
    /// <param name="folder">The folder, before anything has used it.</param>
    /// <param name="unixMs">The time.</param>
    public void CheckStart(FileShares shared, SimFolder folder, long unixMs)
    {
        foreach (StoredFile stored in shared.All)
        {
            LedgerSlot slot = FindSlot(stored.Name)
                ?? throw new FileWorldFault($"{stored.Name} was never offered");
            Share(slot, FileShares.PathOf(stored), stored.Bytes, stored.CreatedMs).IsSafe = true;
        }

        foreach (LedgerFile file in _files.Values)
        {
            bool isThere = shared.All.Any(f => FileShares.PathOf(f) == file.Path);
            Demand(
                isThere || !file.IsSafe || !file.IsLiveAt(unixMs, limits.KeepMs),
                $"{file.Slot.Name} is lost");
            file.IsRemoved = !isThere;
            file.Slot.Counts &= isThere;

            // From now on the server counts a file from the time when it was shared.
            file.Slot.OfferedMs = file.CreatedMs;
        }

        foreach (LedgerSlot slot in _slots)
        {
            slot.CountsForPlace = false;
            if (!slot.IsOver)
            {
                Cancel(slot);
            }
        }

        CheckFolder(shared, folder, mayHaveMore: false);
        Demand(shared.OfferedBytes == 0, "offers have survived a restart");
    }

    /// <summary>Nothing waits for the disk. Files that are being received are drafts.</summary>
    public void CheckFolder(FileShares shared, SimFolder folder, bool mayHaveMore)
    {
        var wanted = shared.All.Select(static f => f.Hash).ToHashSet();
        foreach (string name in folder.Names)
        {
            Demand(wanted.Remove(name) || mayHaveMore, $"{name} leaks");
            Demand(
                name.EndsWith(FileVault.DraftEnd)
                    || Convert.ToHexStringLower(SHA256.HashData(folder[name])) == name,
                $"{name} is not the hash of its bytes");
        }

        Demand(wanted.Count == 0, $"{wanted.Count} contents are missing");
    }

    /// <summary>The server's sums are those of the ledger.</summary>
    public void CheckSums(FileShares shared, (long NowMs, long UnixMs) now)
    {
        long offered = _slots.Where(s => s.IsOpenAt(now.NowMs)).Sum(static s => s.CountedBytes);
        Demand(
            shared.OfferedBytes == offered,
            $"{shared.OfferedBytes} bytes are offered, and should be {offered}");
        long live = Live(now.UnixMs);
        Demand(
            shared.Bytes >= live && shared.Bytes <= Live(now.UnixMs - ExpiryDelayMs),
            $"{shared.Bytes} bytes are shared, and should be {live}");
    }

    /// <summary>What has been shared up to now is on the disk of the store.</summary>
    public void Keep(SimStore store)
    {
        foreach (LedgerFile file in _files.Values.Where(_ => store.IsIdle))
        {
            file.IsSafe = true;
        }
    }

    public static void Demand(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new FileWorldFault(what);
        }
    }

    private long Used((long NowMs, long UnixMs) now, Func<LedgerSlot, bool> isOf) => _slots
        .Where(s => (s.IsOpenAt(now.NowMs) || s.IsOver) && isOf(s)
            && s.OfferedMs > now.UnixMs - DayMs)
        .Sum(static s => s.CountedBytes);

    private long Live(long unixMs) => _files.Values
        .Where(f => f.IsLiveAt(unixMs, limits.KeepMs))
        .Sum(static f => f.Slot.CountedBytes);
}
