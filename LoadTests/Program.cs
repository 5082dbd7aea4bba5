using System.CommandLine;
using LoadTests;
using LoadTests.Clients;
using LoadTests.Failures;
using LoadTests.Sentences;

// Before the first socket is created. The server of `serve-threads` has blocking sockets.
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

    Console.Error.WriteLine(CommandLineSentences.HelpListsOptions);
    return LoadTestExitCode.Usage;
}

return parsed.Invoke();
