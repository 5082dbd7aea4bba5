using System.Text;
using EventLoopServer.Chat.Names;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// All accounts. They are in memory, because the check whether a name is registered must never wait
/// for the disk. An account takes about 600 bytes.
/// </summary>
/// <param name="policy">The rules for accounts.</param>
/// <param name="unixMs">The wall clock.</param>
/// <param name="random">Returns 64 random bits, for the ids.</param>
internal sealed class AccountDirectory(AccountPolicy policy, Func<long> unixMs, Func<ulong> random)
{
    /// <summary>
    /// Ids have 53 bits, so that every client can read them as exact numbers.
    /// </summary>
    private const ulong IdBits = (1UL << 53) - 1;

    /// <summary>
    /// The time of the last use is stored at most once in this time, so reconnections write little.
    /// </summary>
    private const long SeenStepMs = 60 * 60_000;

    private readonly Dictionary<byte[], Account> _byName = new(NameComparer.Instance);
    private readonly SkeletonTable<Account> _bySkeleton = new();
    private readonly Dictionary<long, Account> _byId = [];
    private readonly List<Account> _newReadMarks = [];
    private IChatStore _store = NoStore.Instance;

    public AccountPolicy Policy { get; set; } = policy;

    /// <summary>The codes with which users create accounts.</summary>
    public InvitationDirectory Invitations { get; } = new(unixMs, random);

    /// <summary>False when the server keeps nothing: then there are no accounts.</summary>
    public bool IsOn => _store is not NoStore;

    public IReadOnlyCollection<Account> All => _byName.Values;

    /// <summary>
    /// Called when the password of an account has changed, or the account was given up. All rights
    /// that the old password gave then end.
    /// </summary>
    public Action<Account> Revoked { private get; set; } = static _ => { };

    /// <summary>
    /// Called with the name of a user whose messages are erased. Resumable sessions of this name
    /// then end.
    /// </summary>
    public Action<byte[]> NameErased { private get; set; } = static _ => { };

    /// <summary>
    /// Called when a first read mark changes after <see cref="StoreReadMarks()"/>.
    /// </summary>
    public Action ReadMarksWait { private get; set; } = static () => { };

    /// <summary>Loads the stored accounts, and stores all changes from now on.</summary>
    public void Open(IChatStore store, StoredState stored)
    {
        _store = store;
        Invitations.Load(store, stored);
        foreach (StoredAccount state in stored.Accounts)
        {
            Insert(new Account(state));
        }

        foreach (StoredUnread unread in stored.Unread)
        {
            FindById(unread.Account)?.Unread.Add(unread);
        }
    }

    /// <summary>
    /// The account with this name; null when the name is free. The account may be given up.
    /// </summary>
    public Account? Find(ReadOnlySpan<byte> name) =>
        _byName.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out Account? account)
            ? StillReserved(account)
            : null;

    /// <summary>The account with this id, or null. The account may be given up.</summary>
    public Account? FindById(long? id) =>
        id is { } some && _byId.TryGetValue(some, out Account? account) ? account : null;

    /// <summary>The account whose name equals this one or looks like it, or null.</summary>
    public Account? FindAlike(NameSkeletons skeletons)
    {
        while (_bySkeleton.Find(skeletons) is { } account)
        {
            if (StillReserved(account) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The reason why a name is reserved for another user, or null.</summary>
    /// <param name="name">The name.</param>
    /// <param name="skeletons">Its skeletons.</param>
    /// <param name="own">The account of the user who requests the name; null for a guest.</param>
    public Refusal? CheckName(ReadOnlySpan<byte> name, NameSkeletons skeletons, Account? own)
    {
        if (_byName.Count == 0 || FindAlike(skeletons) is not { } account || account == own)
        {
            return null;
        }

        return Refusal.For(
            NameComparer.Same(account.Utf8, name)
                ? RefusalCode.NameRegistered
                : RefusalCode.NameTooSimilar,
            Encoding.UTF8.GetString(name));
    }

    /// <summary>Creates an account. The caller has checked the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="secret">The hash of the password; empty when the account has none yet.</param>
    public Account Add(string name, string secret)
    {
        long id;
        do
        {
            id = (long)(random() & IdBits);
        }
        while (id == 0 || _byId.ContainsKey(id));

        var account = new Account(new StoredAccount(id, name)
        {
            Secret = secret,
            CreatedMs = unixMs(),
            SeenMs = unixMs(),
        });
        Insert(account);
        _store.Append(new StoreChange.AccountChanged(account.State));
        return account;
    }

    /// <summary>Changes an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="state">Its new state.</param>
    /// <param name="isSamePassword">
    /// True when the password is the same, perhaps with another hash. The rights that it gave then
    /// remain.
    /// </param>
    public void Change(Account account, StoredAccount state, bool isSamePassword = false)
    {
        bool isReleased = state.ReleasedMs > 0 && account.State.ReleasedMs == 0;
        bool isRevoked =
            (account.State.Secret != state.Secret && !isSamePassword) || isReleased;

        // The invitations of a former operator must not let anybody in.
        bool mayNotInvite = state.Role < account.State.Role || isReleased;
        account.State = state;
        _store.Append(new StoreChange.AccountChanged(state));
        if (mayNotInvite)
        {
            Invitations.RevokeOf(state.Id);
        }

        if (isRevoked)
        {
            Revoked(account);
        }
    }

    /// <summary>
    /// Gives an account up. No password is accepted any more, its private messages are deleted, and
    /// its name stays reserved.
    /// </summary>
    public void Release(Account account)
    {
        account.Unread.Clear();
        account.ForgetReadMarks();
        Change(account, account.State with
        {
            PrivateRead = account.Unread.Last,
            Secret = "",
            CodeHash = "",
            Role = AccountRole.User,
            Places = "",
            ReadMarks = "",
            ReleasedMs = unixMs(),
        });
    }

    /// <summary>
    /// Ends the sessions of a user whose messages are erased, and gives up the user's account if
    /// there is one.
    /// </summary>
    public void Erase(byte[] name)
    {
        if (Find(name) is { } account && !account.IsReleased(unixMs()))
        {
            Release(account);
        }

        NameErased(name);
    }

    /// <summary>
    /// Called after a read mark of an account has changed. The mark is stored later.
    /// </summary>
    public void ReadMarksChanged(Account account)
    {
        if (!account.HasNewReadMarks)
        {
            account.HasNewReadMarks = true;
            _newReadMarks.Add(account);
            if (_newReadMarks.Count == 1)
            {
                ReadMarksWait();
            }
        }
    }

    /// <summary>Stores the changed read marks of all accounts.</summary>
    public void StoreReadMarks()
    {
        foreach (Account account in _newReadMarks)
        {
            StoreReadMarks(account);
        }

        _newReadMarks.Clear();
    }

    /// <summary>
    /// Stores the changed read marks of one account, because one of its devices has left.
    /// </summary>
    public void StoreReadMarks(Account account)
    {
        if (account.HasNewReadMarks)
        {
            account.HasNewReadMarks = false;
            Change(
                account,
                account.State with { ReadMarks = $"{account.ReadMarks}" },
                isSamePassword: true);
        }
    }

    /// <summary>Stores the time at which the user of an account left.</summary>
    public void Leave(Account account)
    {
        StoreReadMarks(account);
        if (unixMs() - account.State.SeenMs > SeenStepMs)
        {
            Change(account, account.State with { SeenMs = unixMs() });
        }
    }

    private void Insert(Account account)
    {
        if (_byName.TryAdd(account.Utf8, account))
        {
            _bySkeleton.Add(account.Skeletons, account);
            _byId.Add(account.State.Id, account);
        }
    }

    private Account? StillReserved(Account account)
    {
        if (!account.IsOver(unixMs()))
        {
            return account;
        }

        _byName.Remove(account.Utf8);
        _bySkeleton.Remove(account.Skeletons, account);
        _byId.Remove(account.State.Id);
        _store.Append(new StoreChange.AccountRemoved(account.State.Id));
        return null;
    }
}
