using System.Text;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>The invariants of sessions that are resumed.</summary>
internal sealed class ResumeAudit(int seed)
{
    /// <summary>The text of messages that repeat a used id: no member may receive it.</summary>
    public const string Lie = "LIE";

    private readonly Dictionary<(ulong Member, ulong Request), string> _sent = [];
    private readonly HashSet<(ulong Member, ulong Request)> _kept = [];

    /// <summary>Messages that were confirmed as kept.</summary>
    public int Kept => _kept.Count;

    /// <summary>Sessions that were resumed.</summary>
    public int Resumed { get; set; }

    public void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new StoreFault($"{what} (seed {seed})");
        }
    }

    public void Send(ulong member, ulong request, string text) => _sent[(member, request)] = text;

    public void Keep(ulong member, ulong request) => _kept.Add((member, request));

    public bool HasKept(ulong member) => _kept.Any(one => one.Member == member);

    /// <summary>Each request is on disk at most once, and what was kept is there.</summary>
    public void CheckDisk(SimDisk disk)
    {
        StoredLine[] lines = [.. disk.Entries.Select(static e => e.Line).OfType<StoredLine>()];
        var seen = new HashSet<(ulong, ulong)>();
        foreach (StoredLine line in lines)
        {
            (ulong, ulong) request = (line.SenderId, line.RequestId);
            Require(seen.Add(request), $"{request} was said twice");
            Require(
                _sent.TryGetValue(request, out string? text)
                    && text == Encoding.UTF8.GetString(line.Text),
                $"{request} has another text than was sent");
        }

        foreach ((ulong, ulong) kept in _kept)
        {
            Require(seen.Contains(kept), $"{kept} was kept and is lost");
        }
    }

    /// <summary>A client has seen exactly the lines of a room since it has entered it.</summary>
    public void CheckRoom(SimDisk disk, string name, string room, ResumeRoom view)
    {
        (ulong, string)[] expected =
        [
            .. disk.Lines(room)
                .Where(line => line.Kind == EventKind.Said && line.Sequence > view.From)
                .Select(static line => (line.Sequence, Encoding.UTF8.GetString(line.Text))),
        ];
        Require(
            view.Lines.SequenceEqual(expected),
            $"{name} has seen of {room} {string.Join(' ', view.Lines)}, "
                + $"and there is {string.Join(' ', expected)}");
    }
}
