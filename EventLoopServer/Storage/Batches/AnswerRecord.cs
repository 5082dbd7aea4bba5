using System.Runtime.InteropServices;

namespace EventLoopServer.Storage.Batches;

/// <summary>
/// An answer in the column <c>answers</c> of a session. All records have the same size, so SQLite
/// itself can append new ones and remove the oldest.
/// </summary>
/// <param name="RequestId">The request.</param>
/// <param name="TimeMs">The time of the message, ms since 1970.</param>
/// <param name="Room">The row of the room; 0 for a private message.</param>
/// <param name="Sequence">The number of the message in the room; 0 without a room.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AnswerRecord(
    ulong RequestId, long TimeMs, long Room, ulong Sequence)
{
    /// <summary>The bytes of a record.</summary>
    public const int Bytes = 4 * sizeof(long);
}
