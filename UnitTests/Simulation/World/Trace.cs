using System.Text;

namespace UnitTests.Simulation.World;

/// <summary>
/// The events of a run in order: a hash of all of them, and the last ones in readable form. The
/// hash uses only bytes and numbers, so every process that runs the same seed gets the same hash.
/// </summary>
internal sealed class Trace
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;
    private const int Kept = 50;

    private readonly (int Turn, string Who, string What, long Number)[] _last = new (
        int, string, string, long)[Kept];
    private long _count;

    public ulong Hash { get; private set; } = Offset;

    public int Turn { get; set; }

    /// <summary>The same hash of some bytes separately.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Offset;
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash;
    }

    public void Add(string who, string what, long number = 0)
    {
        _last[_count++ % Kept] = (Turn, who, what, number);
        Fold((ulong)Turn);
        Fold(who);
        Fold(what);
        Fold((ulong)number);
    }

    /// <summary>Adds bytes that were sent or received.</summary>
    public void Add(string who, string what, ReadOnlySpan<byte> bytes)
    {
        Add(who, what, bytes.Length);
        Fold(HashOf(bytes));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        for (long i = Math.Max(0, _count - Kept); i < _count; i++)
        {
            (int turn, string who, string what, long number) = _last[i % Kept];
            text.Append($"  turn {turn,5} {who,-8} {what} {number}\n");
        }

        return text.ToString();
    }

    private void Fold(string text)
    {
        foreach (char c in text)
        {
            Hash = (Hash ^ c) * Prime;
        }
    }

    private void Fold(ulong number)
    {
        for (; number != 0; number >>= 16)
        {
            Hash = (Hash ^ (number & 0xFFFF)) * Prime;
        }

        Hash = (Hash ^ 0xFF) * Prime;
    }
}
