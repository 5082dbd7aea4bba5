using System.CommandLine;
using EventLoopServer.Hosting;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using Microsoft.Data.Sqlite;

namespace EventLoopServer.Storage.Tool;

/// <summary>The command line <c>EventLoopServer store …</c>.</summary>
internal static class StoreCommand
{
    public const string Name = "store";

    public static Command Make() => new(Name, StoreSentences.ToolHelp)
    {
        Of("check", StoreSentences.CheckHelp, ["DB"], static f => StoreTool.Check(f[0])),
        Of(
            "backup",
            StoreSentences.BackupHelp,
            ["DB", "OUT"],
            static f => StoreTool.Backup(f[0], f[1])),
        Of(
            "restore",
            StoreSentences.RestoreHelp,
            ["BACKUP", "FOLDER"],
            static f => StoreTool.Restore(f[0], f[1])),
        Of(
            "export",
            StoreSentences.ExportHelp,
            ["DB", "OUT"],
            static f => StoreTool.Export(f[0], f[1])),
        Of("compact", StoreSentences.CompactHelp, ["DB"], static f => StoreTool.Compact(f[0])),
    };

    private static Command Of(
        string name, string help, string[] files, Func<string[], string> run)
    {
        var command = new Command(name, help);
        Argument<string>[] arguments = [.. files.Select(static f => new Argument<string>(f))];
        foreach (Argument<string> argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        command.SetAction(parsed => Run(
            () => run([.. arguments.Select(a => parsed.GetRequiredValue(a))])));
        return command;
    }

    private static int Run(Func<string> run)
    {
        try
        {
            Console.Out.WriteLine(run());
            return ServerExitCode.Done;
        }
        catch (Exception e)
            when (e is StoreException or SqliteException or IOException
                or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return ServerExitCode.Failed;
        }
    }
}
