using EventLoopServer.Chat.Storage;
using EventLoopServer.Threading;

namespace EventLoopServer;

/// <summary>
/// Opens the store of a server. It is called once, after all listeners are open, so that "address
/// in use" stays the first error. A simulation replaces it.
/// </summary>
/// <param name="mailbox">The mailbox to which the store posts commits and answers.</param>
internal delegate IChatStore StoreFactory(Mailbox mailbox);
