using EventLoopServer.Chat;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Threading;
using EventLoopServer.Transport;

namespace EventLoopServer;

/// <summary>
/// Creates the access control: the passwords of the server and of operators, and the accounts.
/// </summary>
internal static class ServerAccess
{
    /// <param name="options">The server's options.</param>
    /// <param name="network">Creates the hash of passwords.</param>
    /// <param name="control">The server, as operators control it.</param>
    /// <param name="worker">The thread for hashes.</param>
    /// <param name="faults">Logs and counts hashes that fail.</param>
    public static AccessControl Create(
        ServerOptions options,
        INetwork network,
        IServerControl control,
        IBackgroundWorker worker,
        PasswordFaults faults) =>
        new(control, options.Access.Entry?.Password, options.Access.Operators?.Password)
        {
            Accounts = new AccountAccess(
                new PasswordThread(worker, network.CreatePasswordHash())
                {
                    Hashed = faults.Take,
                    Failed = faults.Take,
                }),
        };
}
