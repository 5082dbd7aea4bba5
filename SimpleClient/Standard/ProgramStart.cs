using System.Diagnostics;

namespace SimpleClient.Standard;

/// <summary>The start of another program, without a shell.</summary>
internal static class ProgramStart
{
    /// <summary>The start of a program that cannot use the terminal.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Of(string program, IEnumerable<string> arguments)
    {
        // The program must neither read keys nor draw on the screen. With all three streams
        // redirected, the runtime also leaves the mode of the terminal unchanged.
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The client's own variables may have passwords.
        foreach (string own in start.Environment.Keys
            .Where(static key => key.StartsWith("TCPCHAT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(own);
        }

        return start;
    }
}
