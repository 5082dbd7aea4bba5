using System.Text;
using Protocol;
using Protocol.Names;
using Protocol.Names.Unicode;

namespace UnitTests.Protocol.Names;

/// <summary>
/// The rules for names without any fast path: every character is looked up in the table. The faster
/// code is compared with this one.
/// </summary>
internal static class PlainNames
{
    private static readonly HashSet<string> s_names =
        LooksOf("SERVER", "ERROR", "USERNAME", "NICKNAME", "NICK", "QUIT", "EXIT");

    private static readonly HashSet<string> s_heads = LooksOf("SERVER", "ERROR");
    private static readonly HashSet<string> s_rooms = LooksOf("SERVER", "CLIENT");

    public static string[] SkeletonsOf(string name)
    {
        string small = Convert(name, Rune.ToLowerInvariant);
        int first = small.Length > 1 && char.IsHighSurrogate(small[0]) ? 2
            : Math.Min(small.Length, 1);
        var skeletons = new List<string>();
        Add(skeletons, small);
        Add(skeletons, name);
        Add(skeletons, Convert(small[..first], Rune.ToUpperInvariant) + small[first..]);
        Add(skeletons, Convert(name, Rune.ToUpperInvariant));
        return [.. skeletons];
    }

    public static bool IsName(string name) =>
        IsValid(name, WireLimits.NameRunes, WireLimits.NameBytes)
        && !SkeletonsOf(name).Any(static l => s_names.Contains(l) || s_heads.Contains(Bare(l)))
        && !SkeletonsOf(name).Any(static l => l.Length > 5
            && l[..5].Equals("user-", StringComparison.OrdinalIgnoreCase)
            && l[5..].All("0123456789loO".Contains))
        && !NameAlias.TryRead(Encoding.UTF8.GetBytes(name), out _);

    public static bool IsRoom(string name) =>
        IsValid(name, WireLimits.RoomNameRunes, WireLimits.RoomNameBytes)
        && !SkeletonsOf(name).Any(static l => s_rooms.Contains(Bare(l)));

    private static bool IsValid(string name, int maxRunes, int maxBytes)
    {
        var spelling = new NameSpelling();
        return name.Length > 0
            && name[0] is not ('-' or '.')
            && Encoding.UTF8.GetByteCount(name) <= maxBytes
            && name.EnumerateRunes().Count() <= maxRunes
            && name.EnumerateRunes().All(r => spelling.TryAdd(r) == NameFault.None);
    }

    private static void Add(List<string> skeletons, string form)
    {
        string skeleton = Skeleton.OfAny(form);
        Rune[] runes = [.. skeleton.EnumerateRunes()];
        bool hasSmall = runes.Any(static r => r.Value != 'l' && Rune.IsLower(r));
        bool hasCapital = runes.Any(static r => r.Value != 'O' && Rune.IsUpper(r));
        if (hasSmall || !hasCapital)
        {
            skeletons.Add(Skeleton.OfAny(Convert(skeleton, Rune.ToLowerInvariant)));
        }

        if (!hasSmall)
        {
            skeletons.Add(skeleton);
        }

        string[] each = [.. skeletons.Distinct()];
        skeletons.Clear();
        skeletons.AddRange(each);
    }

    private static string Bare(string skeleton) => string.Concat(
        skeleton.EnumerateRunes().Where(static r => CharacterTable.Unicode.OrderOf(r.Value) == 0))
        .Trim('_', '-', '.');

    private static string Convert(string text, Func<Rune, Rune> change) =>
        string.Concat(text.EnumerateRunes().Select(r => change(r).ToString()));

    private static HashSet<string> LooksOf(params string[] words) =>
        [.. words.SelectMany(SkeletonsOf)];
}
