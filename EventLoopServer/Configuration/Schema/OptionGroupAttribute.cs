namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// Marks a property whose record has options. It becomes a section of the reference.
/// </summary>
/// <param name="title">The heading of the section.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionGroupAttribute(string title) : Attribute
{
    public string Title { get; } = title;
}
