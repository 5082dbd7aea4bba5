namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// The cost of a byte for all budgets of one kind. A reload changes it for existing budgets too.
/// What a budget owes is a time, so a debt from before a reload is paid at the same moment.
/// </summary>
internal sealed class ByteCost
{
    /// <summary>The cost of a byte in ns; 0 when there is no limit.</summary>
    public long NsPerByte { get; private set; }

    /// <summary>The same while a legacy client is among the recipients.</summary>
    public long LegacyNsPerByte { get; private set; }

    public void Set(long nsPerByte, long legacyNsPerByte) =>
        (NsPerByte, LegacyNsPerByte) = (nsPerByte, legacyNsPerByte);
}
