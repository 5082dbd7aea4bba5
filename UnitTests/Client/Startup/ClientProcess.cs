using System.Diagnostics;
using System.Runtime.InteropServices;
using SimpleClient.Library;

namespace UnitTests.Client.Startup;

/// <summary>The client as a process, started by a shell that prepares its streams.</summary>
internal sealed class ClientProcess : IDisposable
{
    private const int DeadlineMs = 60_000;

    private readonly Process _process;

    /// <param name="streams">The shell's redirections, such as <c>2&gt;&amp;-</c>.</param>
    /// <param name="arguments">The program's arguments.</param>
    public ClientProcess(string streams, params string[] arguments)
    {
        string program = typeof(ChatClient).Assembly.Location;
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "sh", ["-c", $"exec \"$0\" \"$@\" {streams}", host, program, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.Start();
        Errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>All of its error output, at its end.</summary>
    public Task<string> Errors { get; }

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Writes bytes to its input.</summary>
    public void Type(byte[] bytes)
    {
        _process.StandardInput.BaseStream.Write(bytes);
        _process.StandardInput.BaseStream.Flush();
    }

    /// <summary>Ends its input.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Sends it a signal.</summary>
    /// <param name="signal">The signal's number.</param>
    public void Signal(int signal) => Assert.That(Kill(_process.Id, signal), Is.Zero);

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(DeadlineMs);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
