using System.ComponentModel;
using System.Diagnostics;
using SimpleClient.Standard;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// Opens an address of the web with the program that the user has chosen for it. No shell takes
/// part, so an address is never a command.
/// </summary>
internal static class LinkOpener
{
    /// <summary>Opens an address.</summary>
    /// <param name="address">An absolute address with the scheme http or https.</param>
    /// <param name="onFailure">
    /// Called on another thread when the program has started but reports an error.
    /// </param>
    /// <returns>False when this machine has no such program, or its screen is elsewhere.</returns>
    public static bool TryOpen(string address, Action onFailure)
    {
        if (StartOf(address, Environment.GetEnvironmentVariable) is not { } start)
        {
            return false;
        }

        try
        {
            // On Windows, a browser that already runs takes the address, and there is no process.
            if (Process.Start(start) is { } process)
            {
                Watch(process, start, onFailure);
            }

            return true;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return false;
        }
    }

    /// <summary>The program and its argument; null when the browser would not be visible.</summary>
    /// <param name="address">The address.</param>
    /// <param name="variable">The value of a variable of the environment.</param>
    public static ProcessStartInfo? StartOf(string address, Func<string, string?> variable)
    {
        bool isRemote = Has(variable, "SSH_CONNECTION") || Has(variable, "SSH_TTY");
        if (isRemote || !address.StartsWith("http", StringComparison.Ordinal))
        {
            return null;
        }

        if (OperatingSystem.IsWindows())
        {
            // The system finds the browser. The address is not a command line.
            return new ProcessStartInfo(address) { UseShellExecute = true };
        }

        bool isMac = OperatingSystem.IsMacOS();
        if (!isMac && !Has(variable, "DISPLAY") && !Has(variable, "WAYLAND_DISPLAY"))
        {
            // Xdg-open would start a browser in this terminal.
            return null;
        }

        return ProgramStart.Of(isMac ? "open" : "xdg-open", [address]);
    }

    private static bool Has(Func<string, string?> variable, string name) =>
        variable(name) is { Length: > 0 };

    /// <summary>Discards the output of the program, and waits for its end.</summary>
    private static void Watch(Process process, ProcessStartInfo start, Action onFailure)
    {
        if (start.UseShellExecute)
        {
            process.Dispose();
            return;
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.Exited += (_, _) =>
        {
            bool fails = process.ExitCode != 0;
            process.Dispose();
            if (fails)
            {
                onFailure();
            }
        };
        process.EnableRaisingEvents = true;
    }
}
