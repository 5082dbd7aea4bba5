using SimpleClient.Terminal.Scrolling;

namespace SimpleClient.Terminal.Chat.Events;

/// <summary>The words that make a message a mention: the user's name, and chosen words.</summary>
internal sealed class MentionWords
{
    /// <summary>The words that the user has chosen.</summary>
    public IReadOnlyList<string> Words { get; set; } = [];

    /// <summary>The first of the words in a text; empty when the text has none.</summary>
    public string Find(string text, string ownName) =>
        Words.Prepend(ownName).FirstOrDefault(word => Mention.Find(text, word) >= 0) ?? "";
}
