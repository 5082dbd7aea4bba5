namespace EventLoopServer.Sentences.Operators;

/// <summary>Faults of the configuration file, and the texts of its template.</summary>
internal static class ConfigurationSentences
{
    public const string ConfigHelp =
        "Read options from this TOML file; off: read none. Otherwise the first of the default "
        + "files that exists is read";

    public const string PrintHelp =
        "Print a configuration file with every option and its default, and exit";

    public const string CheckHelp =
        "Check the options without starting the server, and exit; exit code 2: a fault";

    public const string Whole = "a whole number without quotes";

    public const string Text = "text in quotes";

    public const string TextOrWhole = "text in quotes or a whole number";

    public const string Flag = "true or false without quotes";

    public const string Array = "an array of texts: [\"…\", \"…\"]";

    public const string FoundText = "text";

    public const string FoundWhole = "a whole number";

    public const string FoundFlag = "true or false";

    public const string FoundFraction = "a fraction";

    public const string FoundArray = "an array";

    public const string FoundTable = "a table";

    public const string FoundDate = "a date";

    public const string NotToml =
        "this is not valid TOML: write NAME = VALUE in one line, and text in quotes.";

    public const string NotUtf8 = "the file is not UTF-8 text: save it as UTF-8.";

    public const string NoTables =
        "there are no sections and no dotted keys: write each option as NAME = VALUE.";

    /// <summary>The first lines of the file that <c>--print-config</c> prints.</summary>
    public const string TemplateIntroduction =
        "# Options of the TcpChat server. Each line without a space after the # shows a default:\n"
        + "# remove the # to change it. The command line and the environment override this file.\n"
        + "# Use absolute paths.\n";

    public static string CheckPassed(string? file) => file is null
        ? "The options are valid. There is no configuration file."
        : $"The options are valid, with {file}.";

    /// <summary>A fault with its position, which editors and compilers use in this form.</summary>
    public static string At(string file, int line, int column, string sentence) =>
        $"{file}:{line}:{column}: {sentence}";

    public static string Of(string file, string sentence) => $"{file}: {sentence}";

    public static string Unknown(string key) =>
        $"there is no option '{key}': correct the name or remove the line.";

    public static string UnknownDid(string key, string near) =>
        $"there is no option '{key}': did you mean '{near}'?";

    public static string OnlyOutside(string key) =>
        $"'{key}' belongs on the command line, not in this file: remove the line.";

    public static string Twice(string key, int line) =>
        $"'{key}' is already set in line {line}: remove one of the lines.";

    public static string WrongType(string key, string expected, string found) =>
        $"{key} takes {expected}, not {found}.";

    public static string SetInFile(string option, string file, int line) =>
        $" {option} is set in {file}, line {line}.";

    public static string TemplateDefault(string text) => $"default: {text}";
}
