using LoadTests;
using LoadTests.Clients;

// Before anything else makes a socket. The server that may run here has blocking ones.
SocketThreads.UseOne();
return new LoadCommand().Root.Parse(args).Invoke();
