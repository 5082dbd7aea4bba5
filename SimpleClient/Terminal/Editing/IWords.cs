namespace SimpleClient.Terminal.Editing;

/// <summary>The words that Tab can complete.</summary>
internal interface IWords
{
    /// <summary>Names of members, the most recent speaker first.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Rooms.</summary>
    IEnumerable<string> Rooms { get; }

    /// <summary>Commands, without their slash.</summary>
    IEnumerable<string> Commands { get; }
}
