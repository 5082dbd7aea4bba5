using System.Globalization;
using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat.Files;

/// <summary>
/// The shared files, the offered files, and the quotas. The bytes of the files are in
/// <see cref="IFileStorage"/>.
/// </summary>
internal sealed class FileShares(RoomDirectory directory, FileLimits limits, Func<ulong> random)
{
    private readonly Dictionary<UInt128, StoredFile> _files = [];
    private readonly Queue<StoredFile> _byAge = new();
    private readonly Dictionary<UInt128, FileSlot> _slots = [];
    private readonly Queue<FileSlot> _slotsByAge = new();
    private readonly Dictionary<Member, int> _slotsOf = [];
    private readonly DailyBytes<string> _ofOwners = new();
    private readonly DailyBytes<NetworkPrefix> _ofPlaces = new();
    private IFileStorage? _storage;

    public FileLimits Limits => limits;

    /// <summary>True when the server has a folder for files.</summary>
    public bool IsOn => _storage is not null;

    /// <summary>The first part of links to this server, such as http://192.0.2.7:5050.</summary>
    public byte[] LinkBase { get; set; } = [];

    /// <summary>Shared files, oldest first.</summary>
    public IEnumerable<StoredFile> All => _byAge.Where(IsShared);

    /// <summary>The number of shared files.</summary>
    public int Count => _files.Count;

    /// <summary>The bytes of all shared files. On disk, equal files take space only once.</summary>
    public long Bytes { get; private set; }

    /// <summary>The bytes that offered files will have.</summary>
    public long OfferedBytes { get; private set; }

    /// <summary>The transfers of files.</summary>
    public FileCounts Counts { get; } = new();

    /// <summary>Loads the stored files.</summary>
    /// <param name="storage">The bytes of the files.</param>
    /// <param name="stored">The files, oldest first.</param>
    /// <param name="unixMs">The time, in ms since 1970.</param>
    public void Open(IFileStorage storage, IReadOnlyList<StoredFile> stored, long unixMs)
    {
        _storage = storage;
        foreach (StoredFile file in stored)
        {
            if (storage.Missing.Contains(file.Hash))
            {
                directory.Store.Append(new StoreChange.FileRemoved(file.Id));
                continue;
            }

            Add(file);
            _ofOwners.Add(file.Owner, CountedBytes(file), file.CreatedMs);
        }

        RemoveExpired(unixMs);
    }

    /// <summary>Finds a shared file; null when it does not exist or was removed.</summary>
    public StoredFile? Find(UInt128 id) => _files.GetValueOrDefault(id);

    /// <summary>
    /// Finds a file by its id, or by at least the first 8 digits of it, which clients show. Null
    /// when there is no such file, or more than one.
    /// </summary>
    /// <param name="start">The digits.</param>
    /// <param name="isCandidate">
    /// Excludes all other files, so that nobody learns from an answer whether they exist.
    /// </param>
    public StoredFile? Find(ReadOnlySpan<byte> start, Predicate<StoredFile> isCandidate)
    {
        if (!SharedFile.TryReadStart(start, out UInt128 first, out int shift))
        {
            return null;
        }

        StoredFile[] found =
        [
            .. _byAge.Where(f => f.Id >> shift == first && IsShared(f) && isCandidate(f)).Take(2),
        ];
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>
    /// Finds the slot of an upload address; null when it does not exist or has expired.
    /// </summary>
    public FileSlot? FindSlot(UInt128 key, long nowMs) =>
        _slots.TryGetValue(key, out FileSlot? slot) && (slot.IsTaken || slot.DueMs > nowMs)
            ? slot
            : null;

    /// <summary>Accepts the offer of a file, or refuses it.</summary>
    /// <param name="member">
    /// The member. The caller has checked that it may send to the room.
    /// </param>
    /// <param name="room">The room.</param>
    /// <param name="file">The name and the exact size of the file.</param>
    /// <param name="now">The time.</param>
    /// <param name="refusal">The reason of a refusal. It is valid when the result is null.</param>
    public FileSlot? Offer(
        Member member,
        Room room,
        (string Name, ulong Bytes) file,
        TurnTime now,
        out Refusal refusal)
    {
        RemoveUnused(now);
        if (Check(member, file.Name, file.Bytes, now.UnixMs) is { } reason)
        {
            refusal = reason;
            return null;
        }

        refusal = default;
        var slot = new FileSlot(NextId(), NextId(), member)
        {
            Room = room.Name.Utf8.ToArray(),
            Name = file.Name,
            Bytes = (long)file.Bytes,
            Owner = OwnerOf(member),
            Place = member.Output.Prefix,
            DueMs = now.NowMs + limits.SlotMs,
        };
        long counted = slot.CountedBytes;
        slot.OwnerBytes = _ofOwners.Add(slot.Owner, counted, now.UnixMs);
        slot.PlaceBytes =
            slot.Place is { } place ? _ofPlaces.Add(place, counted, now.UnixMs) : null;
        _slots.Add(slot.Key, slot);
        _slotsByAge.Enqueue(slot);
        _slotsOf[member] = _slotsOf.GetValueOrDefault(member) + 1;
        OfferedBytes += counted;
        return slot;
    }

    /// <summary>Ends a slot whose upload has failed. Its bytes no longer count.</summary>
    public void Cancel(FileSlot slot)
    {
        if (!TryEnd(slot))
        {
            return;
        }

        _ofOwners.Remove(slot.OwnerBytes!);
        if (slot.PlaceBytes is { } bytes)
        {
            _ofPlaces.Remove(bytes);
        }
    }

    /// <summary>Shares a file whose bytes are on disk.</summary>
    /// <returns>
    /// The shared file. Null when its member may no longer share it; its bytes are then released.
    /// </returns>
    public StoredFile? Complete(FileSlot slot, FileContent content, TurnTime now)
    {
        Member member = slot.Member;
        Room? room = directory.FindRoom(slot.Room);
        if (room is null || !member.IsIn(room) || member.MutedUntilMs > now.NowMs
            || directory.Store.Pressure == StorePressure.Full || !_slots.ContainsKey(slot.Key))
        {
            Cancel(slot);
            _storage!.Release(content.Hash);
            return null;
        }

        TryEnd(slot);
        var file = new StoredFile(slot.FileId, content.Hash, content.Bytes)
        {
            Name = slot.Name,
            Type = content.Type,
            Width = content.Width,
            Height = content.Height,
            CreatedMs = now.UnixMs,
            Owner = slot.Owner,
            Sender = $"{member.Name}",
            Room = room.Name.Text,
        };
        Add(file);
        directory.Store.Append(new StoreChange.FileShared(file));
        Announce(room, member, file, now);
        return file;
    }

    /// <summary>Removes a file, so that it cannot be fetched any more.</summary>
    public void Remove(StoredFile file)
    {
        if (_files.Remove(file.Id))
        {
            Bytes -= CountedBytes(file);
            directory.Store.Append(new StoreChange.FileRemoved(file.Id));
            _storage!.Release(file.Hash);
        }
    }

    /// <summary>Removes all files whose sender had this name.</summary>
    /// <returns>The number of files.</returns>
    public int RemoveFrom(string name)
    {
        StoredFile[] files =
            [.. All.Where(file => file.Sender.Equals(name, StringComparison.OrdinalIgnoreCase))];
        foreach (StoredFile file in files)
        {
            Remove(file);
        }

        return files.Length;
    }

    /// <summary>Removes expired files and slots. It is called from time to time.</summary>
    public void RemoveExpired(TurnTime now)
    {
        RemoveUnused(now);
        RemoveExpired(now.UnixMs);
    }

    /// <summary>True when the member has shared the file.</summary>
    public static bool IsOwn(StoredFile file, Member member) => file.Owner == OwnerOf(member);

    /// <summary>Formats an id for addresses, as 32 hexadecimal digits.</summary>
    public static string TextOf(UInt128 id) => id.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads an id.</summary>
    /// <param name="text">32 lower-case hexadecimal digits, or anything else.</param>
    /// <param name="id">The id.</param>
    public static bool TryReadId(ReadOnlySpan<byte> text, out UInt128 id)
    {
        id = default;
        return SharedFile.IsId(text) && UInt128.TryParse(
            text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }

    /// <summary>The path of a file.</summary>
    public static string PathOf(StoredFile file) => PathOf(file.Id, file.Name);

    /// <summary>The path of a file, also of one that is not shared yet.</summary>
    public static string PathOf(UInt128 id, string name) => new SharedFile
    {
        Id = Encoding.ASCII.GetBytes(TextOf(id)),
        Name = Encoding.UTF8.GetBytes(name),
    }.ToPath();

    private Refusal? Check(Member member, string name, ulong bytes, long unixMs)
    {
        bool mayShare = limits.Use switch
        {
            FileUse.Everyone => true,
            FileUse.Accounts => member.Account is not null || member.Role >= Role.Operator,
            FileUse.Operators => member.Role >= Role.Operator,
            _ => false,
        };
        if (!IsOn)
        {
            return Refusal.For(RefusalCode.FilesOff);
        }

        if (!mayShare)
        {
            return Refusal.For(RefusalCode.NotAllowed, limits.Use switch
            {
                FileUse.Accounts => ShareSentences.ForAccounts,
                FileUse.Operators => ShareSentences.ForOperators,
                _ => ShareSentences.ForNobody,
            });
        }

        if (!FileName.IsValid(Encoding.UTF8.GetBytes(name)))
        {
            return Refusal.For(RefusalCode.FileNameInvalid, $"{FileName.MaxBytes}");
        }

        if (bytes > (ulong)limits.FileBytes)
        {
            return Refusal.For(
                RefusalCode.FileTooLarge, FileSize.Format((ulong)limits.FileBytes));
        }

        if (_slotsOf.GetValueOrDefault(member) >= limits.Slots)
        {
            return Refusal.For(RefusalCode.TooManyOffers, $"{limits.Slots}");
        }

        long counted = Math.Max((long)bytes, FileLimits.MinBytes);
        NetworkPrefix? place = member.Output.Prefix;
        if (counted > limits.DayBytes - _ofOwners.Of(OwnerOf(member), unixMs)
            || (place is { } p && counted > limits.DayBytes - _ofPlaces.Of(p, unixMs)))
        {
            return Refusal.For(
                RefusalCode.QuotaReached, FileSize.Format((ulong)limits.DayBytes));
        }

        return counted > limits.TotalBytes - Bytes - OfferedBytes
            ? Refusal.For(RefusalCode.FilesFull)
            : null;
    }

    /// <summary>
    /// The key of a member's quota. A guest that reconnects with the same name has the same quota.
    /// With another name, the quota of its address still applies.
    /// </summary>
    private static string OwnerOf(Member member) => member.Account is { } account
        ? $"#{account.State.Id}"
        : $"{member.Name}".ToLowerInvariant();

    private static long CountedBytes(StoredFile file) =>
        Math.Max(file.Bytes, FileLimits.MinBytes);

    private bool IsShared(StoredFile file) => _files.ContainsKey(file.Id);

    private UInt128 NextId() => new(random(), random());

    private void Add(StoredFile file)
    {
        _files.Add(file.Id, file);
        _byAge.Enqueue(file);
        Bytes += CountedBytes(file);
    }

    private void RemoveExpired(long unixMs)
    {
        while (_byAge.TryPeek(out StoredFile? oldest)
            && (oldest.CreatedMs <= unixMs - limits.KeepMs || !IsShared(oldest)))
        {
            Remove(_byAge.Dequeue());
        }
    }

    /// <summary>
    /// Removes slots that have expired. A slot whose upload has begun ends with the upload.
    /// </summary>
    private void RemoveUnused(TurnTime now)
    {
        while (_slotsByAge.TryPeek(out FileSlot? oldest)
            && (oldest.IsTaken || oldest.DueMs <= now.NowMs || !_slots.ContainsKey(oldest.Key)))
        {
            _slotsByAge.Dequeue();
            if (!oldest.IsTaken)
            {
                Cancel(oldest);
            }
        }
    }

    private bool TryEnd(FileSlot slot)
    {
        if (!_slots.Remove(slot.Key))
        {
            return false;
        }

        OfferedBytes -= slot.CountedBytes;
        if (--_slotsOf[slot.Member] == 0)
        {
            _slotsOf.Remove(slot.Member);
        }

        return true;
    }

    private void Announce(Room room, Member member, StoredFile file, TurnTime now)
    {
        byte[] text = new SharedFile
        {
            Id = Encoding.ASCII.GetBytes(TextOf(file.Id)),
            Bytes = (ulong)file.Bytes,
            Type = Encoding.ASCII.GetBytes(file.Type),
            Width = (uint)file.Width,
            Height = (uint)file.Height,
            Name = Encoding.UTF8.GetBytes(file.Name),
        }.ToText();
        directory.Sequencer.Propose(
            room,
            new RoomProposal
            {
                Kind = EventKind.Shared,
                Member = member,
                RequestId = 0,
                Now = now,
                Text = text,
            });
    }
}
