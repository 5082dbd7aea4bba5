namespace Protocol.Sentences;

/// <summary>The texts after the name of a member who enters or leaves a room.</summary>
public static class PresenceSentences
{
    /// <summary>The member entered.</summary>
    public const string Joined = "joined";

    /// <summary>The member left.</summary>
    public const string Left = "left";
}
