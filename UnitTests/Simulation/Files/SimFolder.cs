using EventLoopServer.Files;

namespace UnitTests.Simulation.Files;

/// <summary>
/// A folder in memory. It outlives the server, can fail at any step, and forgets in a power cut
/// what was not made to survive one.
/// </summary>
internal sealed class SimFolder : IFileFolder
{
    private readonly Dictionary<string, SimFile> _names = [];
    private Dictionary<string, SimFile> _syncedNames = [];

    /// <summary>Steps so far: each call that changes something is one.</summary>
    public int Steps { get; private set; }

    /// <summary>The step that fails; 0: none.</summary>
    public int FailsAt { get; set; }

    /// <summary>All steps from the failing one on fail: the process is dead.</summary>
    public bool StaysDead { get; set; }

    /// <summary>Bytes that files may have; creating one above it fails.</summary>
    public long Space { get; set; } = long.MaxValue;

    /// <summary>A planted fault.</summary>
    public FolderFlaw Flaw { get; init; }

    /// <summary>Files that are open now.</summary>
    public int OpenFiles { get; private set; }

    public IReadOnlyCollection<string> Names => _names.Keys;

    /// <summary>The bytes of a file.</summary>
    public byte[] this[string name] => [.. _names[name].Bytes];

    public IReadOnlyList<(string Name, long Bytes)> List() =>
    [
        .. _names
            .Where(n => Flaw != FolderFlaw.HidesDrafts || !n.Key.EndsWith(FileVault.DraftEnd))
            .Select(static n => (n.Key, (long)n.Value.Bytes.Count)),
    ];

    public IFileHandle Create(string name, long bytes)
    {
        Step();
        if (bytes > Space)
        {
            throw new IOException("No space is left on the simulated disk.");
        }

        var file = new SimFile();
        _names.Add(name, file);
        return Open(file);
    }

    public IFileHandle Open(string name) => _names.TryGetValue(name, out SimFile? file)
        ? Open(file)
        : throw new FileNotFoundException(name);

    public void Rename(string from, string to)
    {
        Step();
        _names[to] = _names[from];
        _names.Remove(from);
    }

    public void Delete(string name)
    {
        Step();
        if (Flaw != FolderFlaw.DeletesNothing)
        {
            _names.Remove(name);
        }
    }

    public void Sync()
    {
        Step();
        if (Flaw != FolderFlaw.SyncsNothing)
        {
            _syncedNames = new(_names);
        }
    }

    public void Dispose()
    {
    }

    /// <summary>The process has ended: what it wrote is there.</summary>
    public void Restart() => (FailsAt, OpenFiles) = (0, 0);

    /// <summary>The machine has lost its power.</summary>
    public void CutPower()
    {
        Restart();
        _names.Clear();
        foreach ((string name, SimFile file) in _syncedNames)
        {
            file.Bytes.Clear();
            file.Bytes.AddRange(file.Synced);
            _names.Add(name, file);
        }
    }

    private Handle Open(SimFile file)
    {
        OpenFiles++;
        return new Handle(this, file);
    }

    private void Step()
    {
        Steps++;
        if (FailsAt > 0 && (Steps == FailsAt || (StaysDead && Steps > FailsAt)))
        {
            throw new IOException($"The simulated disk fails at step {Steps}.");
        }
    }

    private sealed class SimFile
    {
        public List<byte> Bytes { get; } = [];

        public byte[] Synced { get; set; } = [];
    }

    private sealed class Handle(SimFolder folder, SimFile file) : IFileHandle
    {
        private bool _isClosed;

        public void Write(ReadOnlySpan<byte> bytes, long at)
        {
            folder.Step();
            Assert.That(at, Is.EqualTo(file.Bytes.Count), "written in order");
            file.Bytes.AddRange(bytes);
            if (folder.Flaw == FolderFlaw.ChangesBytes && !bytes.IsEmpty)
            {
                file.Bytes[^1] ^= 1;
            }
        }

        public int Read(Span<byte> space, long at)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            int last = file.Bytes.Count - (folder.Flaw == FolderFlaw.ReadsShort ? 1 : 0);
            int bytes = (int)Math.Clamp(last - at, 0, space.Length);
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(file.Bytes)
                .Slice((int)Math.Min(at, file.Bytes.Count), bytes)
                .CopyTo(space);
            return bytes;
        }

        public void Sync()
        {
            folder.Step();
            file.Synced = [.. file.Bytes];
        }

        public void Dispose()
        {
            folder.OpenFiles -= _isClosed ? 0 : 1;
            _isClosed = true;
        }
    }
}
