namespace SimpleClient.Terminal.Editing;

/// <summary>The words that Tab can complete.</summary>
internal interface IWords
{
    /// <summary>Names of members, the most recent speaker first.</summary>
    IEnumerable<string> Names { get; }

    IEnumerable<string> Rooms { get; }

    /// <summary>Commands, without their slash.</summary>
    IEnumerable<string> Commands { get; }

    /// <summary>Paths of files and folders with this start; a folder ends with a slash.</summary>
    IEnumerable<string> Paths(string start) => [];

    /// <summary>The keys of the settings, for <c>/set</c>.</summary>
    IEnumerable<string> Settings => [];
}
