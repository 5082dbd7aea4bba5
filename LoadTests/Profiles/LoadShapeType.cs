using System.Globalization;
using EventLoopServer.Configuration.Schema;
using LoadTests.Sentences;
using Protocol.Messages;

namespace LoadTests.Profiles;

/// <summary>The type of <c>--profile</c>: <c>ramp</c>, or <c>50:10s,50-500:30s,500:10s</c>.
/// </summary>
internal sealed class LoadShapeType : OptionType
{
    /// <summary>The same limit as that of <c>--rate</c>.</summary>
    private const double HighestLoad = 1_000_000;

    public override string ValueName => "PROFILE";

    public override string Range => CommandLineSentences.ProfileRange(
        string.Join(", ", LoadShape.Words.Select(static w => w.Name)));

    public override bool TryRead(string text, out object? value, out string fault)
    {
        LoadShape? shape = LoadShape.Words.FirstOrDefault(w => w.Name == text) ?? Phases(text);
        value = shape;
        fault = shape is null
            ? Takes(CommandLineSentences.Profiles, text)
            : "";
        return shape is not null;
    }

    public override string Format(object value) => ((LoadShape)value).Name;

    private static LoadShape? Phases(string text)
    {
        var phases = new List<LoadPhase>();
        foreach (string part in text.Split(','))
        {
            if (Phase(part) is not { } phase)
            {
                return null;
            }

            phases.Add(phase);
        }

        // A profile without any load is an error.
        TimeSpan duration = new LoadProfile(phases).Duration;
        bool isEmpty = phases.All(static p => p is { From: 0, To: 0 });
        return isEmpty || duration > Duration.Longest
            ? null
            : new LoadShape(text, phases, duration);
    }

    private static LoadPhase? Phase(string part)
    {
        if (part.Split(':') is not [string load, string time]
            || !Duration.TryParse(time, out TimeSpan duration) || duration <= TimeSpan.Zero)
        {
            return null;
        }

        string[] ends = load.Split('-');
        return ends.Length <= 2 && TryRead(ends[0], out double from)
            && TryRead(ends[^1], out double to)
                ? new LoadPhase(from, to, duration)
                : null;
    }

    private static bool TryRead(string text, out double load) => double.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out load)
        && load <= HighestLoad;
}
