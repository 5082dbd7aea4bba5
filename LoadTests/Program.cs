using System.CommandLine;
using LoadTests;
using LoadTests.Clients;
using LoadTests.Failures;

// Before anything else makes a socket. The server that may run here has blocking ones.
SocketThreads.UseOne();
var command = new LoadCommand();
ParseResult parsed = command.Parse(args);
IReadOnlyList<string> faults = command.Check(parsed);
if (faults.Count > 0)
{
    foreach (string fault in faults)
    {
        Console.Error.WriteLine(fault);
    }

    Console.Error.WriteLine("--help lists the options.");
    return LoadTestExitCode.Usage;
}

return parsed.Invoke();
