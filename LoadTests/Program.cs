using System.CommandLine;
using LoadTests;
using LoadTests.Clients;
using LoadTests.Failures;
using LoadTests.Sentences;

// Must be called before the first socket is created. It has no effect on the server of
// `serve-threads`, whose sockets block.
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
