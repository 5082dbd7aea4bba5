namespace SimpleClient.Sentences;

/// <summary>Texts about the links in messages.</summary>
internal static class OpenSentences
{
    public const string NoLinks = "There is no link in the messages of this place.";

    public const string OpenUsage =
        "Usage: /open opens the last link of this place, /open 2 the one before it.";

    public const string LinkUsage =
        "Usage: /link shows the last link of this place alone, /link 2 the one before it.";

    public const string BelowLink = "Select the link with the mouse. Any key returns.";

    public const string TooLongLink =
        "The end of the link does not fit. Enlarge the window, or press any key to return.";

    public static string Opened(string address) => $"Opened {address}";

    public static string FewerLinks(int links) => links == 1
        ? "The messages of this place have only 1 link."
        : $"The messages of this place have only {links} links.";

    public static string FewerLoaded(int links) => links switch
    {
        0 => "There is no link in the loaded messages of this place.",
        1 => "The loaded messages of this place have only 1 link.",
        _ => $"The loaded messages of this place have only {links} links.",
    } + " PgUp loads older ones; repeat the command there.";
}
