using System.Runtime.InteropServices;

/// <summary>
/// Runs inside the server under test, before its own Main. The runtime loads this assembly into the
/// server when <c>DOTNET_STARTUP_HOOKS</c> names it, and looks for a type with this name outside
/// any namespace. The hook answers each line on standard input with the figures of the garbage
/// collector, which another process cannot read. Its only thread sleeps between two lines.
/// https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md
/// </summary>
internal static class StartupHook
{
    public const string Answer = "collector:";

    public static void Initialize()
    {
        // The variable is removed, so that child processes of the server do not load the hook.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        if (!OperatingSystem.IsWindows())
        {
            // A terminal sends Ctrl-C to a whole process group, and the server has to end after the
            // load test. So the server gets its own group.
            _ = JoinGroup(0, 0);
        }

        new Thread(Run, 64 * 1024) { IsBackground = true, Name = "collector" }.Start();
    }

    private static void Run()
    {
        while (Console.In.ReadLine() is not null)
        {
            Console.Out.WriteLine(
                $"{Answer} {GC.CollectionCount(0)} {GC.CollectionCount(1)} "
                + $"{GC.CollectionCount(2)} {GC.GetTotalAllocatedBytes(precise: true)}");
        }

        // The end of the input means that the load test has ended, even by a crash. The server must
        // not continue to run.
        Environment.Exit(0);
    }

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int JoinGroup(int process, int group);
}
