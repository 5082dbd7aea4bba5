namespace Protocol.Messages;

/// <summary>A refusal as text: a stable code, a sentence, and an advice.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Sentence">The reason, in one sentence.</param>
/// <param name="Advice">What the user can do, in one sentence.</param>
public readonly record struct Refusal(RefusalCode Code, string Sentence, string Advice)
{
    /// <summary>The name, command or size in the sentence; empty: none.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>Makes the text for a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="subject">
    /// The name, command or size in the sentence. For <see cref="RefusalCode.NameInvalid"/>,
    /// <see cref="RefusalCode.RoomNameInvalid"/>, <see cref="RefusalCode.ForbiddenCharacters"/>,
    /// <see cref="RefusalCode.Banned"/>, <see cref="RefusalCode.ArgumentInvalid"/> and
    /// <see cref="RefusalCode.AddressInvalid"/> it is the reason.
    /// </param>
    /// <returns>
    /// Code, sentence and advice. An unknown code, of a newer server, gets a general sentence.
    /// </returns>
    public static Refusal For(RefusalCode code, string subject = "")
    {
        (string sentence, string advice) = Words(code, subject);
        return new Refusal(code, sentence, advice) { Subject = subject };
    }

    private static (string Sentence, string Advice) Words(
        RefusalCode code, string subject) => code switch
        {
            RefusalCode.UnknownCommand =>
                ($"There is no command '{subject}'.", "/help lists the commands."),
            RefusalCode.MissingArgument =>
                ("Something is missing.", $"Use it like this: {subject}"),
            RefusalCode.NameNeeded => ("You have no name yet.", "Give a name first."),
            RefusalCode.NameTaken => ($"The name '{subject}' is taken.", "Try another one."),
            RefusalCode.NameInvalid => (subject, "Try another name."),
            RefusalCode.NamedAlready => ("You have a name already.", "Change it with /nick NAME."),
            RefusalCode.NoSuchPerson =>
                ($"There is nobody called '{subject}' here.", "/users lists who is here."),
            RefusalCode.NoSuchRoom => ($"There is no room '{subject}'.", "/rooms lists the rooms."),
            RefusalCode.NotInRoom => ($"You are not in '{subject}'.", "Enter it with /join ROOM."),
            RefusalCode.RoomNameInvalid => (subject, "Try another name for the room."),
            RefusalCode.TooManyRooms => (
                $"You are in {subject} rooms, and more are not allowed.",
                "Leave one with /leave."),
            RefusalCode.RoomsFull => (
                "The server has no place for another room.",
                "Join one that exists: /rooms lists them."),
            RefusalCode.MessageTooLong => (
                $"A message may have {subject} bytes at most.",
                "Nothing was sent: send it in parts."),
            RefusalCode.ForbiddenCharacters => (
                $"A message may not contain {subject}.",
                "Nothing was sent: take it out and send it again."),
            RefusalCode.NotUtf8 =>
                ("What you sent is not UTF-8 text.", "Set your terminal or program to UTF-8."),
            RefusalCode.TopicTooLong =>
                ($"A topic may have {subject} bytes at most.", "Make it shorter."),
            RefusalCode.Malformed => (
                $"What you sent cannot be read: {subject}.",
                "Check the program that you use; the connection is closed."),
            RefusalCode.VersionMismatch => (
                "This server and your client know no version of the protocol in common.",
                $"The server speaks {subject}: use another client."),
            RefusalCode.ServerFull => ("The server is full.", "Try again later."),
            RefusalCode.NameTooSimilar => (
                $"The name '{subject}' looks like that of somebody here.", "Try another one."),
            RefusalCode.AddressFull => (
                "Your address has as many connections here as it may have.",
                "Close one, or ask whoever runs the server for more."),
            RefusalCode.TooManyArrivals => (
                "Your address has opened too many connections here.",
                "Wait some minutes before you try again."),
            RefusalCode.InNoRoom =>
                ("You are in no room, so nobody would see it.", "Enter one with /join ROOM."),
            RefusalCode.OperatorsOnly => (
                $"{subject} is only for those who run the server.",
                "Use the server's console, or become an operator with /oper PASSWORD."),
            RefusalCode.PasswordNeeded => (
                "This server has a password.", "Give it first: /pass PASSWORD"),
            RefusalCode.PasswordWrong => (
                "The password is wrong.", "Try again, or ask whoever runs the server."),
            RefusalCode.TooManyTries => (
                "You gave too many wrong passwords; the connection is closed.",
                "Connect again for another attempt, or ask whoever runs the server."),
            RefusalCode.Banned => (subject, "Ask whoever runs the server."),
            RefusalCode.Muted => (
                $"You have been muted{subject}.", "Nothing was sent: wait until it is over."),
            RefusalCode.NoOperators => (
                "This server has no password for operators.",
                "Use its console, or start it with --operator-password-file."),
            RefusalCode.ArgumentInvalid => (subject, "Nothing was done."),
            RefusalCode.ListFull => (
                $"There are {subject} already, and more are not kept.",
                "Take one back first: /bans lists them."),
            RefusalCode.NotListed =>
                ($"There is no ban or mute of '{subject}'.", "/bans lists them."),
            RefusalCode.AddressInvalid => (
                subject,
                "Nothing was done: write it like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/64."),
            RefusalCode.TlsNeeded => (
                "Only encrypted connections are served here.",
                "Connect with TLS: SimpleClient --tls, or openssl s_client -quiet -connect."),
            _ => ("The server refused this.", "A newer client may know why."),
        };
}
