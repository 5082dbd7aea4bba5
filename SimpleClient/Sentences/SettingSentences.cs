namespace SimpleClient.Sentences;

/// <summary>Sentences about the settings in <c>client.conf</c> and after <c>/set</c>.</summary>
internal static class SettingSentences
{
    /// <summary>The first line of a new file.</summary>
    public const string Headline = "# Settings of SimpleClient, in TOML. /set changes values here "
        + "and keeps all other lines.\n\n";

    public const string None = "(none)";

    public const string Bell = "the bell, and the terminal's notifications: on or off";

    public const string Highlight = "words that count as a mention, besides your name";

    public const string History = "keep what you type for the next start: on or off";

    public const string Ignore = "people whose messages are hidden";

    public const string Log = "write all messages to files: on or off";

    public const string LogFolder = "the folder of these files";

    public const string Markup = "draw *bold*, _italic_, `code` and :smile: on or off";

    public const string Mouse = "use the mouse: on or off";

    public const string Notify = "notifications by the terminal: auto, osc9, osc777 or off";

    public const string OnMention = "a program to run after an unseen mention, with its arguments";

    public const string Places =
        "come back to your rooms and conversations on a saved server: on or off";

    public const string Rooms = "rooms to enter at the start";

    public const string Theme = "colours for a background: auto, dark or light";

    public const string Host = "the server's host";

    public const string Port = "the server's port";

    public const string Name = "your name there";

    public const string Login = "your account there";

    public const string Tls = "encrypt the connection: on or off";

    public const string Title = "Settings. /set KEY VALUE changes one";

    /// <summary>The heading over the faults of the file.</summary>
    public const string Faults = "Faults in your settings";

    public const string NotToml = "this line is not TOML, such as: theme = \"dark\"";

    public const string NoSuchTable =
        "only [keys] and tables such as [servers.work] have a meaning; this one is not used";

    public const string WritableByOthers = "on-mention is not used, because others on this machine "
        + "can change this file. Remove their right: chmod go-w";

    public const string HighlightTooShort = "A highlight word needs at least two characters.";

    public const string FolderNotWhole = "The folder must be a whole path, such as /home/sam/log.";

    public const string SaveUsage =
        "Usage: /save NAME keeps this server, your name and your rooms for 'SimpleClient NAME'. "
        + "A name has letters, digits, - and _.";

    public static string At(int line, int column, string sentence) =>
        $"line {line}, column {column}: {sentence}";

    public static string UnknownKey(string key, string? near) => near is null
        ? $"there is no setting '{key}'. The line stays and has no effect."
        : $"there is no setting '{key}'; did you mean {near}? The line stays and has no effect.";

    public static string NoKey(string name) =>
        $"'{name}' is not a key, such as Alt-A, Ctrl-Left, PgUp or F7.";

    public static string KeyUnchangeable(string name) =>
        $"'{name}' cannot get another meaning. Use a function key, or one with Ctrl or Alt, but "
        + "not Ctrl-C.";

    public static string KeyTwice(string key, int line) =>
        $"{key} is already in line {line}. That value is used.";

    public static string ServerTwice(string name) =>
        $"the server {name} is in this file twice. The first one is used.";

    public static string NoHost(string name) => $"the server {name} needs a line: host = \"...\"";

    public const string FlagForm = "true or false";

    public const string WholeForm = "a whole number";

    public const string TextForm = "a text in quotes";

    public const string ListForm = "a list such as [\"one\", \"two\"]";

    public static string WrongType(string key, string form) =>
        $"{key} must be {form}. The default is used.";

    public static string OnOrOff(string key) => $"{key} is on or off.";

    public static string OneOf(string key, string words) => $"{key} is one of: {words}.";

    public static string TooMany(string key, int most) => $"{key} has at most {most} words.";

    public static string HasControl(string key) => $"{key} must not have control characters.";

    public static string Unreadable(string file, string why) => $"{file} cannot be read: {why}.";

    public static string CorrectFirst(string file) => $"{file} has a line that is not TOML";

    public static string NotSaved(string why) =>
        $"The setting is used until you quit, but it was not stored: {why}.";

    public static string HistoryNotSaved(string why) =>
        $"What you type is not kept for the next start: {why}.";

    public static string PlacesNotSaved(string why) =>
        $"Your rooms and conversations are not kept for the next start: {why}.";

    public static string NoSetting(string key) =>
        $"There is no setting '{key}'. /set lists all.";

    public static string Value(string key, string value) => $"{key}: {value}";

    public static string Row(string key, string value, string help) => $"{key}: {value}  ({help})";

    public static string Ignored(string names) => $"Ignored: {names}. /unignore NAME ends it.";

    public static string NobodyIgnored => "You ignore nobody. /ignore NAME hides what NAME does.";

    public static string NowIgnored(string name) =>
        $"New messages of {name} are hidden from now on, and so are joins, leaves, new names and "
        + $"topics. /unignore {name} ends it.";

    public static string NoLongerIgnored(string name) => $"{name} is not ignored any more.";

    public static string NotIgnored(string name) => $"{name} is not ignored.";

    public static string Highlighted(string words) =>
        $"Highlighted: {words}. /unhighlight WORD ends it.";

    public static string NothingHighlighted =>
        "Only your name is highlighted. /highlight WORD adds a word.";

    public static string NowHighlighted(string word) => $"'{word}' counts as a mention now.";

    public static string NoLongerHighlighted(string word) =>
        $"'{word}' does not count as a mention any more.";

    public static string NotHighlighted(string word) => $"'{word}' is not highlighted.";

    public static string Saved(string name) =>
        $"'SimpleClient {name}' connects to this server from now on, and enters these rooms.";

    /// <summary>The line in place of a hidden message at the edge of a page.</summary>
    public const string HiddenMessage = "a message of a person whom you ignore";

    public static string MentionFailed(string program, string why) =>
        $"on-mention: {program} failed: {why}. /set on-mention off turns it off.";

    public static string TookTooLong(double seconds) => $"it was ended after {seconds:0.#} s";

    public static string ExitCode(int code) => $"its exit code is {code}";

    public static string LogFailed(string why) => $"Messages are not logged: {why}.";

    public const string NoLogFolder =
        "the system has no folder for logs; /set log-folder names one";

    public static string LogLost(int lines) =>
        $"{lines} lines were not logged: the disk is too slow.";
}
