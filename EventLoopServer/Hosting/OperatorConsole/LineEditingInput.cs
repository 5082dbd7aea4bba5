namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>Reads lines from a terminal that passes on each key at once.</summary>
/// <param name="keys">Reads bytes from the terminal; 0 at the end.</param>
/// <param name="writer">Draws the line.</param>
/// <param name="maxBytes">Bytes of one line.</param>
internal sealed class LineEditingInput(
    Func<Span<byte>, int> keys, ConsoleLineWriter writer, int maxBytes)
{
    private readonly ConsoleLine _typed = new(maxBytes);
    private readonly byte[] _keys = new byte[256];
    private int _nextKey;
    private int _keyCount;
    private byte[] _line = [];
    private int _used;

    /// <summary>Waits for a line, and copies as much of it as fits.</summary>
    /// <returns>The number of bytes; 0 at the end.</returns>
    public int Read(Span<byte> space)
    {
        while (_used == _line.Length)
        {
            if (!TryReadLine())
            {
                return 0;
            }
        }

        int taken = Math.Min(space.Length, _line.Length - _used);
        _line.AsSpan(_used, taken).CopyTo(space);
        _used += taken;
        return taken;
    }

    private bool TryReadLine()
    {
        writer.Line = _typed;
        while (true)
        {
            while (_nextKey < _keyCount)
            {
                switch (writer.Type(_typed, _keys[_nextKey++]))
                {
                    case ConsoleLineStep.Line:
                        _line = writer.Take(_typed);
                        _used = 0;
                        return true;
                    case ConsoleLineStep.End:
                        return false;
                }
            }

            _nextKey = 0;
            _keyCount = keys(_keys);
            if (_keyCount <= 0)
            {
                writer.Line = null;
                return false;
            }
        }
    }
}
