using System.CommandLine;
using System.CommandLine.Parsing;
using LoadTests;
using LoadTests.Clients;

// Before anything else makes a socket. The server that may run here has blocking ones.
SocketThreads.UseOne();
ParseResult parsed = new LoadCommand().Root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (ParseError error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("--help lists the options.");
    return LoadTestExitCode.Usage;
}

return parsed.Invoke();
