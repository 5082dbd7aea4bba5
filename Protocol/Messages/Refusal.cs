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
    /// <see cref="RefusalCode.Banned"/>, <see cref="RefusalCode.ArgumentInvalid"/>,
    /// <see cref="RefusalCode.PasswordWeak"/>, <see cref="RefusalCode.ModeratorLimit"/> and
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
                ("An argument is missing.", $"Usage: {subject}"),
            RefusalCode.NameNeeded => ("You have no name yet.", "Enter a name first."),
            RefusalCode.NameTaken => ($"The name '{subject}' is taken.", "Try another one."),
            RefusalCode.NameInvalid => (subject, "Try another name."),
            RefusalCode.NamedAlready => ("You have a name already.", "Change it with /nick NAME."),
            RefusalCode.NoSuchPerson =>
                ($"There is no user '{subject}'.", "/users lists the users."),
            RefusalCode.NoSuchRoom => ($"There is no room '{subject}'.", "/rooms lists the rooms."),
            RefusalCode.NotInRoom => ($"You are not in '{subject}'.", "Enter it with /join ROOM."),
            RefusalCode.RoomNameInvalid => (subject, "Choose another name for the room."),
            RefusalCode.TooManyRooms => (
                $"You are in {subject} rooms, which is the limit.",
                "Leave one with /leave."),
            RefusalCode.RoomsFull => (
                "The server has reached its limit of rooms.",
                "Join an existing room: /rooms lists them."),
            RefusalCode.MessageTooLong => (
                $"A message may have at most {subject} bytes.",
                "Nothing was sent. Send it in parts."),
            RefusalCode.ForbiddenCharacters => (
                $"A message must not contain {subject}.",
                "Nothing was sent. Remove it and send the message again."),
            RefusalCode.NotUtf8 =>
                ("Your text is not valid UTF-8.", "Set your terminal or program to UTF-8."),
            RefusalCode.TopicTooLong =>
                ($"A topic may have at most {subject} bytes.", "Shorten it."),
            RefusalCode.Malformed => (
                $"The server cannot read your request: {subject}.",
                "The connection is closed. Check the client program."),
            RefusalCode.VersionMismatch => (
                "This server and your client have no version of the protocol in common.",
                $"The server supports {subject}: use another client."),
            RefusalCode.ServerFull => ("The server is full.", "Try again later."),
            RefusalCode.NameTooSimilar => (
                $"The name '{subject}' looks like the name of another user.",
                "Try another one."),
            RefusalCode.AddressFull => (
                "Too many connections from your address.",
                "Close one and try again, or ask the server's operator for more."),
            RefusalCode.TooManyArrivals => (
                "Your address has opened too many connections in a short time.",
                "Wait a few minutes and try again."),
            RefusalCode.InNoRoom =>
                ("You are not in a room.", "Enter one with /join ROOM."),
            RefusalCode.OperatorsOnly => (
                $"{subject} is for operators only.",
                "Become one with /oper PASSWORD, or use the server's console."),
            RefusalCode.PasswordNeeded => (
                "This server requires a password.", "Enter it first: /pass PASSWORD"),
            RefusalCode.PasswordWrong => (
                "The password is wrong.", "Try again, or ask the server's operator."),
            RefusalCode.TooManyTries => (
                "Too many wrong passwords: the connection is closed.",
                "Connect again to retry, or ask the server's operator."),
            RefusalCode.Banned => (subject, "Ask the server's operator."),
            RefusalCode.Muted => (
                $"You are muted{subject}.", "Nothing was sent. Wait until the mute ends."),
            RefusalCode.NoOperators => (
                "This server has no operator password.",
                "Use its console, or start it with --operator-password-file FILE."),
            RefusalCode.ArgumentInvalid => (subject, "Nothing was done."),
            RefusalCode.ListFull => (
                $"The list is full: there are {subject}.",
                "Remove one first: /bans lists them."),
            RefusalCode.NotListed =>
                ($"There is no ban or mute of '{subject}'.", "/bans lists them."),
            RefusalCode.AddressInvalid => (
                subject,
                "Nothing was done: write it like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/64."),
            RefusalCode.TlsNeeded => (
                "This server accepts encrypted connections only.",
                "Connect with TLS: SimpleClient --tls, or openssl s_client -quiet -connect."),
            RefusalCode.StoreBusy => (
                "The server's disk is too slow at the moment.",
                "Nothing was done. Wait some seconds and try again."),
            RefusalCode.StoreOff => (
                "This server keeps no messages on disk.",
                "/history ROOM shows the lines that it remembers."),
            RefusalCode.TooManyNewRooms => (
                "Your address has created too many rooms in a short time.",
                "Join an existing room, or wait some minutes."),
            RefusalCode.NameRegistered => (
                $"The name '{subject}' belongs to an account.",
                "Log in with /login NAME PASSWORD, or choose another name."),
            RefusalCode.AccountsOff => (
                "This server has no accounts, because it keeps nothing on disk.",
                "Continue as a guest."),
            RefusalCode.PlainConnection => (
                "This connection is not encrypted, so the server takes no account password.",
                "Connect with TLS, such as SimpleClient --tls, or continue as a guest."),
            RefusalCode.LoggedInAlready => (
                $"You are logged in as '{subject}'.", "Log out first with /logout."),
            RefusalCode.NotLoggedIn => (
                "You are not logged in.", "Log in with /login NAME PASSWORD."),
            RefusalCode.RegistrationClosed => (
                "Users cannot create accounts on this server.",
                "Ask the server's operator, or continue as a guest."),
            RefusalCode.InvitationNeeded => (
                "On this server you need an invitation to create an account.",
                "Ask the server's operator for a code, and type /register PASSWORD CODE."),
            RefusalCode.InvitationInvalid => (
                "This invitation code is wrong, used up or expired.",
                "Check it, or ask the server's operator for a new one."),
            RefusalCode.InvitationsFull => (
                $"Too many invitations are open: {subject} of one account, or those of all.",
                "Revoke one first: /invites lists them."),
            RefusalCode.PasswordWeak => (subject, "Nothing was done. Choose another password."),
            RefusalCode.TooManyRegistrations => (
                "Too many accounts were created in a short time.",
                "Try again in an hour, or ask the server's operator."),
            RefusalCode.LoginWrong => (
                "The name or the password is wrong.", "Try again, or ask the server's operator."),
            RefusalCode.AccountsBusy => (
                "The server is checking many passwords at the moment.",
                "Nothing was done. Wait some seconds and try again."),
            RefusalCode.AccountsFail => (
                "The server cannot check passwords of accounts.",
                "Nothing was done. Tell the server's operator, or continue as a guest."),
            RefusalCode.NoSuchAccount => (
                $"There is no account '{subject}'.", "/account list lists the accounts."),
            RefusalCode.NameOfAccount => (
                $"The name '{subject}' is that of your account.",
                "Log out first with /logout, then change it."),
            RefusalCode.ModeratorLimit => (
                subject, "Nothing was done. Ask an operator."),
            RefusalCode.MailboxFull => (
                $"Too many private messages wait for '{subject}'.",
                "Nothing was sent. Try again when the user is back."),
            RefusalCode.NotStored => (
                "The change is made, but not stored yet, because the disk is slow.",
                "Check it later, such as with /account."),
            RefusalCode.TooManyDevices => (
                $"Your account has {subject} connections already.",
                "Close one of them with /quit and try again, or continue as a guest."),
            RefusalCode.ReloadFailed => (
                $"Nothing was changed. {subject}", "Correct it and use /reload again."),
            RefusalCode.NotJson => (
                $"The server cannot read your message: {subject}.",
                "Nothing was done. Send one JSON object with a verb per message."),
            RefusalCode.SessionUnknown => (
                "The server does not know this session any more.",
                "Connect again with your name."),
            RefusalCode.RequestRepeated => (
                "This request was answered before.",
                "Nothing was done again. Use a higher request id for a new request."),
            RefusalCode.RequestNotStored => (
                "The server refused this message, or could not store it, before it restarted.",
                "Send it again."),
            RefusalCode.ReceiverAway => (
                $"{subject} is not connected, and the server can keep no more messages.",
                "Nothing was sent. Wait some seconds and try again."),
            RefusalCode.FileTooLarge => (
                $"A file may have at most {subject}.",
                "Nothing was sent. Make it smaller, or send it in parts."),
            RefusalCode.QuotaReached => (
                $"A user, and an address, may share {subject} of files in 24 hours.",
                "Nothing was sent. Try again tomorrow."),
            RefusalCode.FilesFull => (
                "The server has no more space for files.",
                "Nothing was sent. Ask the server's operator, or try again in some days."),
            RefusalCode.NotAllowed => (subject, "Nothing was sent. Ask the server's operator."),
            RefusalCode.FilesOff => (
                "This server shares no files.",
                "Put the file elsewhere, and send a link."),
            RefusalCode.FileNameInvalid => (
                $"A file needs a name of 1 to {subject} bytes that every system can store.",
                "Rename it: no path, no control characters, none of / \\ : * ? \" < > |, and "
                + "no dot or blank at its ends."),
            RefusalCode.NoSuchFile => (
                $"You have shared no file '{subject}', or it has expired.",
                "/files lists the files in your rooms."),
            RefusalCode.TooManyOffers => (
                $"You have offered {subject} files that have not arrived.",
                "Send them first, or wait five minutes."),
            _ => ("The server refused the request.", "A newer client may explain why."),
        };
}
