using System.Buffers.Binary;

namespace EventLoopServer.Sessions.Resuming;

/// <summary>The bytes of tokens, and the keys by which their hashes are found.</summary>
internal static class SessionToken
{
    /// <summary>Fills a token with random bits.</summary>
    public static void Fill(Span<byte> token, Func<ulong> random)
    {
        for (int i = 0; i < token.Length; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(token[i..], random());
        }
    }

    /// <summary>The first half of a hash. It does not repeat by chance.</summary>
    public static UInt128 KeyOf(ReadOnlySpan<byte> hash) =>
        BinaryPrimitives.ReadUInt128LittleEndian(hash);
}
