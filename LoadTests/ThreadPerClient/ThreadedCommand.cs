using System.CommandLine;
using System.Net;
using EventLoopServer.Configuration.Schema;
using LoadTests.Sentences;

namespace LoadTests.ThreadPerClient;

/// <summary>The command <c>serve-threads</c>.</summary>
internal static class ThreadedCommand
{
    public static Command Make()
    {
        var command = new Command("serve-threads", CommandLineSentences.ThreadedServer);
        var options = new OptionCommand<ThreadedOptions>(command);
        command.SetAction(parsed =>
        {
            ThreadedOptions read = options.Read(parsed).Options;
            return ThreadedProgram.Run(
                new IPEndPoint(read.Host, read.Port), !read.IsSilent, Console.Out);
        });
        return command;
    }
}
