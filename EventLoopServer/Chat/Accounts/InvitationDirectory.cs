using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// The invitations that can be used. Their number is limited, so lists of them may be walked
/// through.
/// </summary>
/// <param name="unixMs">The wall clock.</param>
/// <param name="random">Returns 64 random bits, for the ids.</param>
internal sealed class InvitationDirectory(Func<long> unixMs, Func<ulong> random)
{
    /// <summary>
    /// Most open invitations of one account. All operators without an account, and the console,
    /// have this number together. A list of them is still read at a glance.
    /// </summary>
    public const int PerAccount = 20;

    /// <summary>
    /// Most open invitations of all operators. At some 300 bytes each, they take 60 KB.
    /// </summary>
    public const int Overall = 200;

    /// <summary>
    /// Characters of an id. 20 bits are enough for ids in the audit log that rarely repeat, and an
    /// id is not secret.
    /// </summary>
    private const int IdLength = 4;

    private readonly List<Invitation> _all = [];
    private IChatStore _store = NoStore.Instance;

    /// <summary>The open invitations, oldest first.</summary>
    public IReadOnlyList<Invitation> Open
    {
        get
        {
            RemoveAll(invitation => invitation.IsOver(unixMs()));
            return _all;
        }
    }

    /// <summary>
    /// Loads the stored invitations, and stores all changes from now on. Expired ones are removed
    /// at the first use.
    /// </summary>
    public void Load(IChatStore store, StoredState stored)
    {
        _store = store;
        _all.AddRange(stored.Invitations.Select(static state => new Invitation(state)));
    }

    /// <summary>
    /// True when the maker of invitations has as many open ones as allowed, or all together have.
    /// </summary>
    public bool IsFull(long account) => Open.Count >= Overall
        || _all.Count(invitation => invitation.State.Account == account) >= PerAccount;

    /// <summary>Adds an invitation. The caller has checked the limits.</summary>
    /// <param name="code">The code. Only its hash is stored.</param>
    /// <param name="terms">The uses, the end and the maker.</param>
    public Invitation Add(ReadOnlySpan<byte> code, StoredInvitation terms)
    {
        var invitation = new Invitation(terms with
        {
            Id = NewId(),
            CodeHash = Invitation.HashOf(code),
            UsesLeft = terms.Uses,
            CreatedMs = unixMs(),
        });
        _all.Add(invitation);
        _store.Append(new StoreChange.InvitationChanged(invitation.State));
        return invitation;
    }

    /// <summary>
    /// The open invitation with this hash of a code; null when there is none. The answer is the
    /// same for a code that never existed, is used up, has expired or was revoked. A comparison of
    /// hashes needs no constant time, because a client cannot choose the hash of its guess.
    /// </summary>
    public Invitation? FindCode(string codeHash) =>
        Open.FirstOrDefault(invitation => invitation.State.CodeHash == codeHash);

    /// <summary>The open invitation with this id, or null.</summary>
    public Invitation? Find(string id) => Open.FirstOrDefault(
        invitation => invitation.State.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Counts a use. The caller creates the account in the same turn, so that both are in the same
    /// transaction of the store.
    /// </summary>
    public void Use(Invitation invitation)
    {
        invitation.State = invitation.State with { UsesLeft = invitation.State.UsesLeft - 1 };
        if (invitation.State.UsesLeft > 0)
        {
            _store.Append(new StoreChange.InvitationChanged(invitation.State));
        }
        else
        {
            Revoke(invitation);
        }
    }

    public void Revoke(Invitation invitation) => RemoveAll(one => one == invitation);

    /// <summary>
    /// Revokes all invitations of an account whose owner is no longer an operator.
    /// </summary>
    public void RevokeOf(long account) =>
        RemoveAll(invitation => invitation.State.Account == account);

    private void RemoveAll(Predicate<Invitation> isRemoved)
    {
        for (int i = _all.Count - 1; i >= 0; i--)
        {
            if (isRemoved(_all[i]))
            {
                _store.Append(new StoreChange.InvitationRemoved(_all[i].State.Id));
                _all.RemoveAt(i);
            }
        }
    }

    private string NewId()
    {
        string id;
        do
        {
            ulong bits = random();
            id = string.Create(IdLength, bits, static (signs, rest) =>
            {
                for (int i = 0; i < signs.Length; i++, rest >>= 5)
                {
                    signs[i] = OneTimeCode.Alphabet[(int)(rest & 31)];
                }
            });
        }
        while (_all.Exists(invitation => invitation.State.Id == id));

        return id;
    }
}
