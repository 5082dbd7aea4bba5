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

    public static string[] Looks(string name)
    {
        string small = Convert(name, Rune.ToLowerInvariant);
        int first = small.Length > 1 && char.IsHighSurrogate(small[0]) ? 2
            : Math.Min(small.Length, 1);
        var looks = new List<string>();
        Add(looks, small);
        Add(looks, name);
        Add(looks, Convert(small[..first], Rune.ToUpperInvariant) + small[first..]);
        Add(looks, Convert(name, Rune.ToUpperInvariant));
        return [.. looks];
    }

    public static bool IsName(string name) =>
        IsSpelled(name, WireLimits.NameRunes, WireLimits.NameBytes)
        && !Looks(name).Any(static l => s_names.Contains(l) || s_heads.Contains(Bare(l)))
        && !Looks(name).Any(static l => l.Length > 5
            && l[..5].Equals("user-", StringComparison.OrdinalIgnoreCase)
            && l[5..].All("0123456789loO".Contains))
        && !NameAlias.TryRead(Encoding.UTF8.GetBytes(name), out _);

    public static bool IsRoom(string name) =>
        IsSpelled(name, WireLimits.RoomNameRunes, WireLimits.RoomNameBytes)
        && !Looks(name).Any(static l => s_rooms.Contains(Bare(l)));

    private static bool IsSpelled(string name, int maxRunes, int maxBytes)
    {
        var spelling = new NameSpelling();
        return name.Length > 0
            && name[0] is not ('-' or '.')
            && Encoding.UTF8.GetByteCount(name) <= maxBytes
            && name.EnumerateRunes().Count() <= maxRunes
            && name.EnumerateRunes().All(r => spelling.TryAdd(r) == NameFault.None);
    }

    private static void Add(List<string> looks, string form)
    {
        string look = Skeleton.OfAny(form);
        bool hasSmall = look.EnumerateRunes().Any(static r => r.Value != 'l' && Rune.IsLower(r));
        bool hasCapital = look.EnumerateRunes().Any(static r => r.Value != 'O' && Rune.IsUpper(r));
        if (hasSmall || !hasCapital)
        {
            looks.Add(Skeleton.OfAny(Convert(look, Rune.ToLowerInvariant)));
        }

        if (!hasSmall)
        {
            looks.Add(look);
        }

        string[] each = [.. looks.Distinct()];
        looks.Clear();
        looks.AddRange(each);
    }

    private static string Bare(string look) => string.Concat(
        look.EnumerateRunes().Where(static r => CharacterTable.Unicode.OrderOf(r.Value) == 0))
        .Trim('_', '-', '.');

    private static string Convert(string text, Func<Rune, Rune> change) =>
        string.Concat(text.EnumerateRunes().Select(r => change(r).ToString()));

    private static HashSet<string> LooksOf(params string[] words) =>
        [.. words.SelectMany(Looks)];
}
