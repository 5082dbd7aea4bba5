namespace LoadTests.Sentences;

/// <summary>Help and errors of the command line, each error with an advice.</summary>
internal static class CommandLineSentences
{
    public const string Program =
        "Tests a chat server under load, and checks that every message reaches exactly its "
        + "recipients, once, in order and in time.";

    public const string ThreadedServer =
        "Runs a chat server with a thread for each client, for comparisons";

    public const string HelpListsOptions = "--help lists the options.";

    public const string HelpListsOptionsWithDashes =
        "--help lists the options. Write them without dashes.";

    public const string ModesExclude =
        "--compare, --ladder, --smoke and --micro exclude each other. Choose one.";

    public const string CompareStartsServers =
        "--compare starts its own servers. Leave --target out.";

    public const string LoadsAreConstant =
        "--compare and --ladder use constant loads. Leave --profile out.";

    public const string PhasesHaveLoads =
        "--profile with phases has its own loads and times. Leave --rate and --for out.";

    public const string LimitsNeedStartedServer =
        "--limits is for servers that scenarios start. Leave --compare and --target out.";

    public const string CompareHasLoads = "--compare has its own loads. Leave --scenario out.";

    public const string LadderUsesOneScenario =
        "--ladder uses one scenario. Name only one with --scenario.";

    public const string WriteTrueOrFalse = "Write true or false.";

    /// <summary>The values of <c>--profile</c> in an error.</summary>
    public const string Profiles =
        "constant, ramp, steps, spike or phases such as 50:10s,50-500:30s";

    /// <summary>The values of <c>--profile</c> in the help.</summary>
    public static string ProfileRange(string words) =>
        $"{words}, or phases LOAD:TIME and FROM-TO:TIME, separated by commas";

    public static string UnknownOption(string option) =>
        $"There is no option {option}. {HelpListsOptions}";

    public static string NotHostAndPort(string target) =>
        $"--target takes HOST:PORT, not '{target}'.";

    public static string TargetFailed(string target, string fault) =>
        $"--target {target}: {fault}";

    public static string ReportsNotWritable(string path) =>
        $"--reports: '{path}' is not writable. Choose another folder, or 'none'.";

    public static string NBomberCannotRun(string why) =>
        $"NBomber cannot run this: {why}. Leave --runner out. LoadTests/NBomber/README.md "
        + "explains how to get NBomber.";

    public static string LicenseUnused(string why) =>
        $"--license is for NBomber, but the built-in runner is used: {why}. Leave --license out.";

    public static string ConfigNotJson(string path, string fault) =>
        $"--config: {path} is not valid JSON: {fault} Correct the file.";

    public static string ConfigUnreadable(string path, string fault) =>
        $"--config: {path} cannot be read: {fault} Give the path of a readable file.";

    public static string ConfigNotObject(string path) =>
        $"--config: {path} is not a JSON object. Write {{ \"clients\": 100 }}.";

    public static string ConfigValueInvalid(
        string path, string name, string value, string advice) =>
        $"--config: {path} has \"{name}\": {value}. {advice}";

    public static string ConfigUnknownOption(string path, string name, string advice) =>
        $"--config: {path} has an unknown option \"{name}\". {advice}";

    public static string WriteValueAsAfter(string option) =>
        $"Write the value in quotes, as you would type it after {option}.";

    public static string DidYouMean(string name) => $"Did you mean \"{name}\"?";
}
