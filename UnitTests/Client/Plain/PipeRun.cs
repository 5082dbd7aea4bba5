using System.IO.Pipelines;
using System.Text;
using SimpleClient.Startup;

namespace UnitTests.Client.Plain;

/// <summary>The client program in a pipe.</summary>
internal sealed class PipeRun
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    /// <param name="input">All of its input; null for a pipe that stays open.</param>
    /// <param name="arguments">Its arguments.</param>
    public PipeRun(string? input, params string[] arguments)
        : this("", input, arguments)
    {
    }

    /// <param name="settings">The folder of its settings; empty for none.</param>
    /// <param name="input">All of its input; null for a pipe that stays open.</param>
    /// <param name="arguments">Its arguments.</param>
    public PipeRun(string settings, string? input, string[] arguments)
    {
        ConsoleEnvironment around = new ConsoleEnvironment
        {
            Input = input is null
                ? new StreamReader(new Pipe().Reader.AsStream())
                : new StringReader(input),
            Output = new StringWriter(_output) { NewLine = "\n" },
            Error = new StringWriter(_error) { NewLine = "\n" },
            HasPerson = false,
            HasCursor = false,
            UserName = "ann",
            SettingsFolder = settings,
        };
        ExitCode = new ClientProgram(around)
            .RunAsync(arguments)
            .WaitAsync(TimeSpan.FromSeconds(20));
    }

    public Task<int> ExitCode { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();
}
