using LoadTests.Sentences;

namespace LoadTests.Profiles;

/// <summary>
/// The value of <c>--profile</c>. A word shapes the load of the scenario or of <c>--rate</c> during
/// <c>--for</c>. Phases have loads and times of their own.
/// </summary>
/// <param name="Name">The typed value.</param>
/// <param name="Phases">
/// The phases. For a word, the loads are shares of the full load, and all phases together last one
/// second.
/// </param>
/// <param name="Duration">The sum of all phases; null for a word.</param>
internal sealed record LoadShape(
    string Name, IReadOnlyList<LoadPhase> Phases, TimeSpan? Duration = null)
{
    /// <summary>The same load all the time.</summary>
    public static LoadShape Constant { get; } = Word("constant", (1, 1, 1));

    public static IReadOnlyList<LoadShape> Words { get; } =
    [
        Constant,
        Word("ramp", (0, 1, 1)),
        Word("steps", (0.25, 0.25, 0.25), (0.5, 0.5, 0.25), (0.75, 0.75, 0.25), (1, 1, 0.25)),
        Word("spike", (0.2, 0.2, 0.4), (1, 1, 0.2), (0.2, 0.2, 0.4)),
    ];

    /// <summary>The profile of a run.</summary>
    /// <param name="load">The highest load, for a word.</param>
    /// <param name="duration">The measured time. The phases are stretched to it.</param>
    public LoadProfile For(double load, TimeSpan duration)
    {
        double factor = Duration is null ? load : 1;
        double stretch = duration / (Duration ?? TimeSpan.FromSeconds(1));
        return new LoadProfile(
        [
            .. Phases.Select(p => new LoadPhase(
                p.From * factor, p.To * factor, p.Duration * stretch)),
        ]);
    }

    /// <summary>Such as "200 messages/s" or "ramp to 200 messages/s".</summary>
    public string Describe(double load, string unit) => Duration is not null
        ? $"{Name} {unit}"
        : this == Constant ? $"{load:0.#} {unit}" : ScenarioSentences.LoadTo(Name, load, unit);

    private static LoadShape Word(
        string name, params IReadOnlyList<(double From, double To, double Share)> parts) => new(
            name,
            [
                .. parts.Select(static p =>
                    new LoadPhase(p.From, p.To, TimeSpan.FromSeconds(p.Share))),
            ]);
}
