using System.Text;
using Protocol.Names;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace SimpleClient.Startup;

/// <summary>
/// The questions to a person at a terminal before the chat is drawn. Enter accepts the default.
/// </summary>
internal sealed class StartupPrompts(
    TextReader input, TextWriter output, Func<string?>? readSecret = null)
{
    /// <summary>Asks for the server if the command line has no arguments.</summary>
    /// <param name="arguments">The values of the command line.</param>
    /// <returns>The values with host and port; null when the input ended.</returns>
    public ClientArguments? CompleteServer(ClientArguments arguments)
    {
        if (arguments.IsEmpty)
        {
            if (AskHost() is not { } typed)
            {
                return null;
            }

            (string host, string? behind) = HostName.Part(typed);
            if ((behind is null ? AskPort() : PortNumber.Read(behind)) is not { } port)
            {
                return null;
            }

            arguments = arguments with { Host = host, Port = port };
        }

        return arguments;
    }

    /// <summary>Asks for the name if the command line has none.</summary>
    /// <param name="arguments">The values of the command line.</param>
    /// <param name="userName">The user's name in the system.</param>
    /// <returns>The values with a name; null when the input ended.</returns>
    public ClientArguments? CompleteName(ClientArguments arguments, string userName)
    {
        string? name = arguments.Name ?? AskName(DefaultName(userName));
        return name is null ? null : arguments with { Name = name };
    }

    /// <summary>Asks after a failed connection whether to try again.</summary>
    /// <param name="why">The reason, as a sentence.</param>
    /// <returns>False when the user wants to quit, or the input ended.</returns>
    public bool AsksToRetry(string why)
    {
        output.WriteLine(why);
        output.Write(StartupSentences.AskToRetry);
        output.Flush();
        return input.ReadLine()?.Trim() is { } answer
            && !answer.StartsWith("q", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Asks for another name after a refusal.</summary>
    /// <returns>The name; null when the input ended.</returns>
    public string? AskName() => AskName("");

    /// <summary>Asks for a password, and hides the typed text if possible.</summary>
    /// <param name="question">What to show; the default asks for the server's password.</param>
    /// <returns>The password; null when there is none, or the input ended.</returns>
    public string? AskPassword(string question = "Password: ")
    {
        output.Write(question);
        output.Flush();
        string? password = readSecret is null ? input.ReadLine() : readSecret();
        if (password?.Contains('\uFFFD') == true)
        {
            output.Write(StartupSentences.NotUtf8);
            return AskPassword(question);
        }

        return string.IsNullOrEmpty(password) ? null : password;
    }

    /// <summary>
    /// The default name. It is the user's name in the system, if the rule for names allows it.
    /// </summary>
    public static string DefaultName(string userName) =>
        NameRule.CheckName(Encoding.UTF8.GetBytes(userName)) is null ? userName : "guest";

    private string? AskName(string byDefault)
    {
        string? name;
        do
        {
            name = Ask("Name", byDefault);
        }
        while (name is { Length: 0 });
        return name;
    }

    /// <summary>Asks for a host, which may have a port after it.</summary>
    private string? AskHost()
    {
        while (Ask("Host", ClientArguments.DefaultHost) is { } text)
        {
            (string host, string? port) = HostName.Part(text);
            string? fault = HostName.Fault(host)
                ?? (port is null || PortNumber.Read(port) is not null
                    ? null
                    : PortNumber.Fault(port));
            if (fault is null)
            {
                return text;
            }

            output.WriteLine(fault);
        }

        return null;
    }

    private int? AskPort()
    {
        while (Ask("Port", $"{ClientArguments.DefaultPort}") is { } text)
        {
            if (PortNumber.Read(text) is { } port)
            {
                return port;
            }

            output.WriteLine(PortNumber.Fault(text));
        }

        return null;
    }

    private string? Ask(string what, string byDefault)
    {
        output.Write(byDefault.Length > 0 ? $"{what} [{byDefault}]: " : $"{what}: ");
        output.Flush();
        string? answer = input.ReadLine()?.Trim();
        while (answer?.Contains('\uFFFD') == true)
        {
            // The console replaced bytes that are not UTF-8, so this is not the typed text.
            output.Write($"{StartupSentences.NotUtf8}{what}: ");
            output.Flush();
            answer = input.ReadLine()?.Trim();
        }

        return answer is { Length: 0 } ? byDefault : answer;
    }
}
