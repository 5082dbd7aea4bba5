using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoadTests.Reporting.Results;

namespace LoadTests.Reporting;

/// <summary>A report as JSON, for programs and for later comparisons.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // The text is a file and not embedded in HTML, so µ and ≤ need no escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write(RunReport report) =>
        JsonSerializer.Serialize(report, s_options) + "\n";

    /// <exception cref="JsonException">The text is not a report.</exception>
    public static RunReport Read(string json) =>
        JsonSerializer.Deserialize<RunReport>(json, s_options)
        ?? throw new JsonException("A report is an object, not null.");
}
