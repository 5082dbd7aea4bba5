using System.CommandLine;
using System.CommandLine.Invocation;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace SimpleClient.Startup;

/// <summary>Defines and reads the command line, and explains an error in one sentence.</summary>
internal sealed class ClientCommandLine
{
    private readonly Argument<string?> _hostArgument = new("host")
    {
        Description = "The server's host, as HOST or HOST:PORT, or the name of a saved server."
            + $" Default: {ClientArguments.DefaultHost}",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _portArgument = new("port")
    {
        Description = $"The server's port. Default: {ClientArguments.DefaultPort}",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _nameArgument = new("name")
    {
        Description = "Your name.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _host = new("--host")
    {
        Description = "The server's host.",
        HelpName = "HOST",
    };

    private readonly Option<string?> _port = new("--port")
    {
        Description = "The server's port, 1 to 65535.",
        HelpName = "PORT",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "Your name.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _room = new("--room")
    {
        Description = "A room to enter at once. Repeat the option for more rooms.",
        HelpName = "ROOM",
    };

    private readonly Option<string?> _passwordFile = new("--password-file")
    {
        Description = "A file whose first line is the server's password; the rest is not read."
            + $" Without it: the variable {PasswordSource.Variable}, or a question.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _login = new("--login")
    {
        Description = "Log in to the account of this name. Its password is asked for.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _loginFile = new("--login-password-file")
    {
        Description = "A file whose first line is the account's password; the rest is not read."
            + $" Without it: the variable {PasswordSource.LoginVariable}, or a question.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noToken = new("--no-token")
    {
        Description = "Neither store the login for the next start, nor use a stored one.",
    };

    private readonly Option<bool> _plain = new("--plain")
    {
        Description = "Lines in, lines out, nothing else: no questions and no drawing.",
    };

    private readonly Option<bool> _tls = new("--tls")
    {
        Description = "Encrypt, and make sure that it is the same server as before.",
    };

    private readonly RootCommand _root;

    private ClientCommandLine() =>
        _root = new RootCommand("Chat with the people on a TcpChat server.")
    {
        _hostArgument, _portArgument, _nameArgument, _host, _port, _name, _room, _passwordFile,
        _login, _loginFile, _noToken, _plain, _tls,
    };

    /// <summary>Reads the command line, and prints help or version when asked.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="output">Receives help and version.</param>
    /// <param name="error">Receives the error message.</param>
    /// <param name="exitCode">The exit code, when the program has to end.</param>
    /// <returns>The values; null when the program has to end.</returns>
    public static ClientArguments? Read(
        string[] arguments, TextWriter output, TextWriter error, out int exitCode) =>
        new ClientCommandLine().ReadAll(arguments, output, error, out exitCode);

    private ClientArguments? ReadAll(
        string[] arguments, TextWriter output, TextWriter error, out int exitCode)
    {
        // By default, "@bob" would be read as a file with more arguments.
        var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult result = _root.Parse(arguments, configuration);
        exitCode = ClientExitCode.Success;
        if (result.Action is not (null or ParseErrorAction))
        {
            var streams = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                // The program itself reports an output that cannot be written, so the parser must
                // not do it.
                EnableDefaultExceptionHandler = false,
            };
            exitCode = result.Invoke(streams);
            return null;
        }

        if (Fault(result) is { } fault)
        {
            error.WriteLine(fault);
            exitCode = ClientExitCode.WrongUse;
            return null;
        }

        if (!PasswordSource.TryRead(
                result.GetValue(_passwordFile), out string? password, out string why)
            || !PasswordSource.TryRead(
                result.GetValue(_loginFile),
                out string? loginPassword,
                out why,
                PasswordSource.LoginVariable))
        {
            error.WriteLine(why);
            exitCode = ClientExitCode.WrongUse;
            return null;
        }

        string? host = result.GetValue(_hostArgument) ?? result.GetValue(_host);
        (string Host, string? Port)? parts = host is null ? null : HostName.Part(host);
        string? port = parts?.Port ?? result.GetValue(_portArgument) ?? result.GetValue(_port);
        return new ClientArguments
        {
            Host = parts?.Host,
            Port = port is null ? null : PortNumber.Read(port),
            Name = result.GetValue(_login)
                ?? result.GetValue(_nameArgument) ?? result.GetValue(_name),
            IsLogin = result.GetValue(_login) is not null,
            LoginPassword = loginPassword,
            Rooms = result.GetValue(_room) is { Length: > 0 } rooms ? rooms : [],
            Password = password,
            HasNoToken = result.GetValue(_noToken),
            IsPlain = result.GetValue(_plain),
            IsTls = result.GetValue(_tls),
        };
    }

    private string? Fault(ParseResult result)
    {
        // As long as arguments are missing, the parser uses an unknown option as an argument.
        foreach (string word in result.UnmatchedTokens
            .Prepend(Text(result, _nameArgument))
            .Prepend(Text(result, _portArgument))
            .Prepend(Text(result, _hostArgument)))
        {
            if (word.StartsWith('-'))
            {
                return StartupSentences.UnknownOption(word.Split('=')[0]);
            }
        }

        if (result.UnmatchedTokens.Count > 0)
        {
            return StartupSentences.OneWordTooMany($"{result.UnmatchedTokens[0]}");
        }

        if (result.Errors.Count > 0)
        {
            return result.Errors[0].Message;
        }

        return ValueFault(result) ?? TextFault(result) ?? TwiceFault(result) ?? HostFault(result);
    }

    /// <summary>
    /// Finds an option without a value. The parser uses the next option as that value.
    /// </summary>
    private string? ValueFault(ParseResult result)
    {
        Option<string?>? without = Valued().FirstOrDefault(
            option => result.GetValue(option)?.StartsWith("--", StringComparison.Ordinal) ?? false);
        string? room = result.GetValue(_room)?.FirstOrDefault(
            static word => word.StartsWith("--", StringComparison.Ordinal));
        return without is not null
            ? StartupSentences.NeedsValue(without.Name, $"{result.GetValue(without)}")
            : room is not null ? StartupSentences.NeedsValue(_room.Name, room)
            : EmptyFault(result);
    }

    /// <summary>Finds an empty value, as a script gives it when a variable is not set.</summary>
    private string? EmptyFault(ParseResult result)
    {
        if (result.GetValue(_name) is "" || result.GetValue(_nameArgument) is "")
        {
            return StartupSentences.EmptyName;
        }

        Option<string?>? empty = Valued().FirstOrDefault(
            option => result.GetValue(option) is "");
        return empty is not null ? StartupSentences.EmptyValue(empty.Name)
            : result.GetValue(_room)?.Contains("") == true
            ? StartupSentences.EmptyValue(_room.Name)
            : null;
    }

    /// <summary>
    /// Finds a text that is not UTF-8. The runtime replaces its invalid bytes with U+FFFD.
    /// </summary>
    private string? TextFault(ParseResult result)
    {
        IEnumerable<string?> all = Valued().Select(option => result.GetValue(option))
            .Append(Text(result, _hostArgument))
            .Append(Text(result, _portArgument))
            .Append(Text(result, _nameArgument))
            .Concat(result.GetValue(_room) ?? []);
        return all.FirstOrDefault(static text => text?.Contains('\uFFFD') == true) is { } text
            ? StartupSentences.WordNotUtf8(text)
            : null;
    }

    private string? TwiceFault(ParseResult result) =>
        TwiceFault(result, "host", _hostArgument, _host)
        ?? TwiceFault(result, "port", _portArgument, _port)
        ?? TwiceFault(result, "name", _nameArgument, _name)
        ?? TwiceFault(result, "name", _nameArgument, _login)
        ?? (result.GetValue(_name) is { } name && result.GetValue(_login) is not null
            ? StartupSentences.Twice("name", name, _login.Name)
            : null);

    private static string? TwiceFault(
        ParseResult result, string what, Argument<string?> argument, Option<string?> option) =>
        Text(result, argument) is { Length: > 0 } word && result.GetValue(option) is not null
            ? StartupSentences.Twice(what, word, option.Name)
            : null;

    private string? HostFault(ParseResult result)
    {
        string text = result.GetValue(_hostArgument) ?? result.GetValue(_host)
            ?? ClientArguments.DefaultHost;
        (string host, string? behind) = HostName.Part(text);
        string? port = result.GetValue(_portArgument) ?? result.GetValue(_port);
        if (behind is not null && port is not null)
        {
            return StartupSentences.PortTwice(text, port);
        }

        port = behind ?? port;
        return HostName.Fault(host)
            ?? (port is null || PortNumber.Read(port) is not null ? null : PortNumber.Fault(port));
    }

    private Option<string?>[] Valued() =>
        [_host, _port, _name, _passwordFile, _login, _loginFile];

    private static string Text(ParseResult result, Argument<string?> argument) =>
        result.GetValue(argument) ?? "";
}
