namespace UnitTests.Fuzzing;

/// <summary>Makes nearly valid input from valid input.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus)
{
    private const int MaxBytes = 12_000;

    /// <summary>Lengths at and around the limits of frames, lines and buffers.</summary>
    private static readonly int[] s_edges =
        [0, 1, 2, 3, 4, 63, 64, 127, 128, 255, 256, 575, 576, 577, 1024, 4095, 4096, 4608, 16_384];

    private static readonly byte[] s_telling =
        [0, 1, 0x7F, 0x80, 0xFF, 0xFA, 0xF0, 0xFB, (byte)'\n', (byte)'\r', (byte)':', (byte)' '];

    public byte[] Next()
    {
        byte[] input = Pick();
        for (int times = random.Next(6); times > 0; times--)
        {
            input = Mutate(input);
        }

        return input.Length <= MaxBytes ? input : input[..MaxBytes];
    }

    private byte[] Pick() => corpus[random.Next(corpus.Count)];

    private byte[] Mutate(byte[] input)
    {
        int at = random.Next(input.Length + 1);
        int to = Math.Min(input.Length, at + random.Next(1 + random.Next(40)));
        switch (random.Next(9))
        {
            case 0 when input.Length > 0:
                byte[] flipped = [.. input];
                flipped[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1 when input.Length > 0:
                byte[] telling = [.. input];
                telling[random.Next(input.Length)] = s_telling[random.Next(s_telling.Length)];
                return telling;
            case 2:
                byte[] other = Pick();
                return [.. input[..at], .. other[random.Next(other.Length + 1)..]];
            case 3:
                return input[..at];
            case 4:
                return [.. input[..at], .. input[to..]];
            case 5:
                byte[] repeated = input[at..to];
                int times = random.Next(20);
                return [.. input[..to], .. Enumerable.Repeat(repeated, times).SelectMany(b => b)];
            case 6:
                int length = s_edges[random.Next(s_edges.Length)] + random.Next(-1, 2);
                byte[] run = new byte[Math.Max(0, length)];
                Array.Fill(run, (byte)random.Next(256));
                return [.. input[..at], .. run, .. input[at..]];
            case 7:
                byte[] any = new byte[random.Next(20)];
                random.NextBytes(any);
                return [.. input[..at], .. any, .. input[at..]];
            default:
                return [.. input, .. Pick()];
        }
    }
}
