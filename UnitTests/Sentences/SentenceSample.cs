using System.Reflection;
using System.Text;

namespace UnitTests.Sentences;

/// <summary>Sample values for the arguments of a sentence.</summary>
internal static class SentenceSample
{
    /// <summary>Names of parameters whose values start with a space.</summary>
    private static readonly string[] s_suffixes = ["until", "because", "from", "here"];

    /// <summary>Values for a parameter, each of which may lead to a different sentence.</summary>
    public static object?[] Of(ParameterInfo parameter)
    {
        string name = parameter.Name!;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string))
        {
            string upper = name.ToUpperInvariant();
            return s_suffixes.Contains(name) ? [$" {upper}"]
                : parameter.HasDefaultValue || name is "reason" or "next" ? [upper, ""]
                : [upper];
        }

        return type == typeof(bool) ? [false, true]
            : type.IsEnum ? [.. Enum.GetValues(type)]
            : type == typeof(string[]) ? [new[] { "ONE", "TWO" }]
            : type == typeof(Rune) ? [new Rune('x'), new Rune(' '), new Rune(0x301)]
            : type == typeof(TimeSpan) ? [TimeSpan.FromSeconds(90)]
            : type == typeof(DateTimeOffset) ? [DateTimeOffset.UnixEpoch]
            : type == typeof(char) ? ['x']
            : type.IsPrimitive
                ? [Convert.ChangeType(1, type), Convert.ChangeType(2, type)]
            : throw new InvalidOperationException(
                $"{parameter.Member.Name} needs a sample of a {type.Name}: add one here.");
    }
}
