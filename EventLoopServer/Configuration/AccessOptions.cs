using System.CommandLine;
using System.CommandLine.Parsing;

namespace EventLoopServer.Configuration;

/// <summary>The options that say who may come in, and who is in charge.</summary>
internal sealed class AccessOptions
{
    private readonly Option<PasswordFile?> _entry = File(
        "--password-file",
        "Nobody comes in without the password that is the only line of FILE");

    private readonly Option<PasswordFile?> _operators = File(
        "--operator-password-file",
        "Whoever gives the password that is the only line of FILE (/oper) is an operator");

    private readonly Option<bool> _compatOpen = new("--compat-open")
    {
        Description =
            "With --password-file, let clients of older chat programs in without the password: "
            + "they cannot give one",
    };

    private readonly Option<bool> _noConsole = new("--no-console")
    {
        Description = "Read no commands from standard input: for services",
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(_entry);
        root.Options.Add(_operators);
        root.Options.Add(_compatOpen);
        root.Options.Add(_noConsole);
    }

    /// <summary>What is wrong beside what the options say themselves; null: nothing.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="hasOldDialects">It listens for clients of older programs.</param>
    public string? Check(ParseResult parsed, bool hasOldDialects)
    {
        bool isOpen = parsed.GetValue(_compatOpen);
        bool hasPassword = parsed.GetResult(_entry) is not null;
        return hasPassword && hasOldDialects && !isOpen
            ? "--password-file keeps out clients of older chat programs, which cannot give a "
                + "password: leave --compat and DIALECT:// out, or let them in with --compat-open."
            : isOpen && !hasPassword
                ? "--compat-open means nothing without --password-file: leave it out."
                : null;
    }

    /// <summary>What the options come to.</summary>
    public AccessRules Read(ParseResult parsed)
    {
        PasswordFile? entry = parsed.GetValue(_entry);
        PasswordFile? operators = parsed.GetValue(_operators);
        return new AccessRules
        {
            Entry = entry?.Password,
            Operators = operators?.Password,
            IsCompatOpen = parsed.GetValue(_compatOpen),
            HasConsole = !parsed.GetValue(_noConsole),
            OpenFiles = new[] { entry, operators }
                .Where(static f => f is { IsOpenToOthers: true })
                .Select(static f => f!.Path)
                .ToArray(),
        };
    }

    private static Option<PasswordFile?> File(string name, string what)
    {
        var option = new Option<PasswordFile?>(name) { Description = what, HelpName = "FILE" };
        option.CustomParser = result =>
        {
            string path = result.Tokens.Count > 0 ? result.Tokens[0].Value : string.Empty;
            if (PasswordFile.TryRead(path, out PasswordFile? file, out string fault))
            {
                return file;
            }

            result.AddError($"{name}: {fault}");
            return null;
        };
        return option;
    }
}
