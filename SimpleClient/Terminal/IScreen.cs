namespace SimpleClient.Terminal;

/// <summary>Where a conversation is shown. May be called from any thread.</summary>
internal interface IScreen
{
    /// <summary>Shows one line.</summary>
    /// <param name="line">The line, safe to draw, without its end.</param>
    void Print(string line);

    /// <summary>Shows a sentence about something that went wrong.</summary>
    /// <param name="sentence">The sentence, safe to draw.</param>
    void Complain(string sentence);

    /// <summary>Shows which room is current.</summary>
    /// <param name="room">The room; empty for none.</param>
    void ShowRoom(string room);
}
