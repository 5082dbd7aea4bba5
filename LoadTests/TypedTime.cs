using Protocol.Messages;

namespace LoadTests;

/// <summary>A time that the help shows as it is typed: 5s, and not 00:00:05.</summary>
internal readonly record struct TypedTime(TimeSpan Time)
{
    public override string ToString() => Duration.Format(Time);
}
