namespace SimpleClient.Terminal.Editing;

/// <summary>What Tab can complete.</summary>
internal interface IWords
{
    /// <summary>People, whoever spoke last first.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Rooms.</summary>
    IEnumerable<string> Rooms { get; }

    /// <summary>Commands, without their slash.</summary>
    IEnumerable<string> Commands { get; }
}
