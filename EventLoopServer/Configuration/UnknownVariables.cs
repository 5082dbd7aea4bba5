using System.Text.RegularExpressions;
using EventLoopServer.Configuration.Files;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration;

/// <summary>
/// Finds environment variables that are named like an option and are none, so that a mistyped
/// option is not ignored silently.
/// </summary>
internal static partial class UnknownVariables
{
    /// <summary>
    /// The variables of SimpleClient and of the commands that it starts. They may be set in a shell
    /// from which both programs are started.
    /// </summary>
    private static readonly string[] s_client =
    [
        "TCPCHAT_PASSWORD",
        "TCPCHAT_LOGIN_PASSWORD",
        "TCPCHAT_PLACE",
        "TCPCHAT_SENDER",
        "TCPCHAT_TEXT",
    ];

    /// <summary>All faults, each as one sentence; empty when there is none.</summary>
    /// <param name="environment">Variables by name. An empty one counts as not set.</param>
    /// <param name="rows">All options.</param>
    public static IReadOnlyList<string> Find(
        IReadOnlyDictionary<string, string> environment, IReadOnlyList<OptionRow> rows)
    {
        StringComparison comparison = OperatingSystem.IsWindows()
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;
        return
        [
            .. environment
                .Where(v => v.Key.StartsWith(OptionRow.VariablePrefix, comparison)
                    && v.Value.Length > 0
                    && !IsKnown(v.Key, comparison, rows)
                    && !ServiceLinkName().IsMatch(v.Key)
                    && !ServiceLinkValue().IsMatch(v.Value))
                .Select(static v => v.Key)
                .Order(StringComparer.Ordinal)
                .Select(name => Fault(name, rows)),
        ];
    }

    private static bool IsKnown(
        string name, StringComparison comparison, IReadOnlyList<OptionRow> rows) =>
        rows.Select(static r => r.Variable)
            .Concat(s_client)
            .Append(ConfigurationFile.Variable)
            .Any(known => known.Equals(name, comparison));

    private static string Fault(string name, IReadOnlyList<OptionRow> rows)
    {
        string key = name[OptionRow.VariablePrefix.Length..];
        string shown = UnknownName.Printable(name);
        return UnknownName.FindNearest(key, rows) is { } near
            ? OptionSentences.UnknownVariableDid(shown, near.Variable)
            : OptionSentences.UnknownVariable(shown);
    }

    /// <summary>
    /// Kubernetes sets these variables in every container for a service whose name begins with
    /// tcpchat (its manual: Services, environment variables). They must not stop the server: other
    /// people may add a service.
    /// </summary>
    [GeneratedRegex("_SERVICE_(HOST|PORT)(_|$)|_PORT_[0-9]+_(TCP|UDP|SCTP)(_|$)")]
    private static partial Regex ServiceLinkName();

    /// <summary>The value of such a variable with another name.</summary>
    [GeneratedRegex("^(tcp|udp|sctp)://")]
    private static partial Regex ServiceLinkValue();
}
