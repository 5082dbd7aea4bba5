using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Names;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Rooms;

/// <summary>Finds the members with a name by name, by look-alike and by id.</summary>
internal sealed class MemberNames
{
    private readonly Dictionary<byte[], Member> _byKey = new(NameComparer.Instance);
    private readonly Dictionary<byte[], Member>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private readonly Dictionary<ulong, Member> _byId = [];
    private readonly SkeletonTable<Member> _bySkeleton = new();

    public MemberNames()
    {
        _byName = _byKey.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _byKey.Count;

    /// <summary>The members, in no particular order.</summary>
    public IEnumerable<Member> All => _byId.Values;

    /// <summary>
    /// The member with this name. An alias matches too, if the member's name cannot be written in
    /// every dialect.
    /// </summary>
    public Member? Find(ReadOnlySpan<byte> name)
    {
        if (_byName.TryGetValue(name, out Member? member))
        {
            return member;
        }

        return NameAlias.TryRead(name, out ulong id)
            && _byId.TryGetValue(id, out member)
            && !Ascii.IsValid(member.NameUtf8)
                ? member
                : null;
    }

    /// <summary>True when a member with a name has this id.</summary>
    public bool Has(ulong id) => _byId.ContainsKey(id);

    /// <summary>A member whose name equals this one or looks like it, or null.</summary>
    public Member? FindRival(NameSkeletons skeletons, Member? except) =>
        _bySkeleton.Find(skeletons, except);

    /// <summary>The reason why a member cannot have a name, or null when it can.</summary>
    /// <param name="member">The member; null when it does not exist yet.</param>
    /// <param name="own">The member's account; null for a guest.</param>
    /// <param name="name">The requested name.</param>
    /// <param name="accounts">The accounts, whose names are reserved.</param>
    /// <param name="skeletons">The skeletons of a valid name.</param>
    public Refusal? Check(
        Member? member,
        Account? own,
        ReadOnlySpan<byte> name,
        AccountDirectory accounts,
        out NameSkeletons? skeletons)
    {
        if (NameRule.CheckName(name, out skeletons) is { } fault)
        {
            return Refusal.For(RefusalCode.NameInvalid, fault);
        }

        if (accounts.CheckName(name, skeletons!, own) is { } reserved)
        {
            return reserved;
        }

        Member? holder = Find(name);
        if (holder is not null && holder != member)
        {
            return Refusal.For(RefusalCode.NameTaken, Encoding.UTF8.GetString(name));
        }

        return FindRival(skeletons!, except: member) is not null
            ? Refusal.For(RefusalCode.NameTooSimilar, Encoding.UTF8.GetString(name))
            : null;
    }

    /// <summary>Gives a member a name, in place of its earlier one.</summary>
    public void Set(Member member, Nickname name)
    {
        if (member.Name is not null)
        {
            _byKey.Remove(member.Name.Key);
            _bySkeleton.Remove(member.Name.Skeletons, member);
        }

        member.Name = name;
        _byKey.Add(name.Key, member);
        _bySkeleton.Add(name.Skeletons, member);
        _byId[member.Id] = member;
    }

    /// <summary>
    /// Frees the name of a member that leaves. It ignores a member that was removed before, because
    /// another connection of the same account may already have the name.
    /// </summary>
    public void Remove(Member member)
    {
        if (member.Name is not null && _byId.Remove(member.Id))
        {
            _byKey.Remove(member.Name.Key);
            _bySkeleton.Remove(member.Name.Skeletons, member);
        }
    }
}
