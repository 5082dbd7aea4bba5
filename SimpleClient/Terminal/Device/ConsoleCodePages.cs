using System.Runtime.InteropServices;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// The code pages of a Windows console. They belong to the console and stay changed after the
/// program has ended, so this class restores them at its end. Other systems have none. Untested:
/// follows the documentation.
/// </summary>
internal sealed class ConsoleCodePages : IDisposable
{
    private readonly uint _input;
    private readonly uint _output;

    /// <summary>
    /// Stores the code pages. They are restored at the latest when the process exits.
    /// </summary>
    public ConsoleCodePages()
    {
        if (OperatingSystem.IsWindows())
        {
            (_input, _output) = (InputPage(), OutputPage());
            AppDomain.CurrentDomain.ProcessExit += OnExit;
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Restore();
    }

    private void OnExit(object? sender, EventArgs e) => Restore();

    private void Restore()
    {
        // 0 means that there is no console, or that this is not Windows.
        if (_input != 0 && _output != 0)
        {
            _ = SetInputPage(_input);
            _ = SetOutputPage(_output);
        }
    }

    [DllImport("kernel32", EntryPoint = "GetConsoleCP")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint InputPage();

    [DllImport("kernel32", EntryPoint = "GetConsoleOutputCP")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint OutputPage();

    [DllImport("kernel32", EntryPoint = "SetConsoleCP")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetInputPage(uint page);

    [DllImport("kernel32", EntryPoint = "SetConsoleOutputCP")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetOutputPage(uint page);
}
