using System.Runtime.CompilerServices;
using System.Text;

namespace UnitTests.Simulation.Storage.Resuming;

/// <summary>
/// The text of an invariant that does not hold. Nothing is formatted while it holds, because there
/// are several checks for each event.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct FailureText
{
    private readonly StringBuilder? _text;

    public FailureText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _text = holds ? null : new StringBuilder(literalLength + formattedCount);
    }

    public override string ToString() => $"{_text}";

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted<T>(T value) => _text!.Append($"{value}");
}
