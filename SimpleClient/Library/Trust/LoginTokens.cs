namespace SimpleClient.Library.Trust;

/// <summary>The stored tokens of one server.</summary>
/// <param name="tokens">The tokens of all servers.</param>
/// <param name="address">The server, as host and port.</param>
internal sealed class LoginTokens(StoredTokens tokens, string address)
{
    /// <summary>An error that the user has to see once; empty when there is none.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The token of an account; null when there is none.</summary>
    public byte[]? Find(string account)
    {
        byte[]? token = tokens.Find(address, account, out string fault);
        Fault = fault;
        return token;
    }

    public void Save(string account, byte[] token) =>
        Fault = tokens.Save(address, account, token);

    /// <returns>False when there was none.</returns>
    public bool Remove(string account) => tokens.Remove(address, account);

    /// <summary>Returns the error and clears it.</summary>
    public string TakeFault()
    {
        string fault = Fault;
        Fault = "";
        return fault;
    }
}
