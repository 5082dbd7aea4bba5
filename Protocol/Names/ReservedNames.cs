using System.Text;
using Protocol.Names.Unicode;

namespace Protocol.Names;

/// <summary>
/// Words that a dialect or its clients use themselves. No name may be one of them or look like one.
/// </summary>
internal static class ReservedNames
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_names =
        SkeletonsOf("SERVER", "ERROR", "USERNAME", "NICKNAME", "NICK", "QUIT", "EXIT");

    /// <summary>Lines of the server begin with these words in older dialects.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_heads =
        SkeletonsOf("SERVER", "ERROR");

    /// <summary>In brackets, these words begin lines that are not from users.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_rooms =
        SkeletonsOf("SERVER", "CLIENT");

    /// <summary>
    /// True for a name that a user can read as a reserved word. <c>SERVER</c> and <c>ERROR</c> are
    /// recognised even with signs around them and with marks.
    /// </summary>
    /// <param name="skeletons">The skeletons of the name.</param>
    /// <returns>Whether the name is reserved.</returns>
    public static bool Includes(NameSkeletons skeletons)
    {
        foreach (string one in skeletons.All)
        {
            if (s_names.Contains(one) || s_heads.Contains(Bare(one)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a room's name that a user can read as a reserved word.</summary>
    /// <param name="skeletons">The skeletons of the name.</param>
    /// <returns>Whether the name is reserved.</returns>
    public static bool IncludesRoom(NameSkeletons skeletons)
    {
        foreach (string one in skeletons.All)
        {
            if (s_rooms.Contains(Bare(one)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A skeleton without marks, and without signs at its start and end.</summary>
    private static ReadOnlySpan<char> Bare(string skeleton) =>
        Skeleton.WithoutMarks(skeleton).AsSpan().Trim("_-.");

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> SkeletonsOf(
        params string[] words)
    {
        HashSet<string> looks =
            [
                .. words.SelectMany(
                    static w => NameSkeletons.Of(Encoding.ASCII.GetBytes(w)).All.ToArray()),
            ];
        return looks.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
