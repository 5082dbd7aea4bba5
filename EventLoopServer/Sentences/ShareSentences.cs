namespace EventLoopServer.Sentences;

/// <summary>The answers about shared files, in the chat and over HTTP.</summary>
internal static class ShareSentences
{
    public const string ForAccounts = "Only users with an account may share files here.";

    public const string ForOperators = "Only operators may share files here.";

    public const string ForNobody = "Nobody may share files here at the moment.";

    public const string NoFiles = "No files are shared in your rooms.";

    public const string NoFilesAtAll = "No files are shared.";

    public const string FileUsage = "Usage: /file remove ID. /files lists the files.";

    public const string Removed = "The file is removed. Its link is void.";

    public const string Kept = "The file is shared.";

    public const string NoSuchFile =
        "There is no such file: it has expired, or it was removed. Ask its sender for it.";

    public const string NoSuchSlot =
        "This address takes no file: it was used before, or its time is over. Offer the file "
        + "again with /send.";

    public const string OtherAddress =
        "Only the address that has offered the file may send it. Send it from there.";

    public const string NotInRoomAnymore =
        "The file was not shared: its sender has left the room or may not write there, or the "
        + "server's disk is too slow. Enter the room and offer the file again.";

    public const string TooSlow =
        "The file arrived too slowly, so the upload was ended. Offer it again over a faster "
        + "connection.";

    public const string TooManyUploads =
        "Too many files are being sent from your address. Wait until one of them has ended.";

    public const string TooManyTransfers =
        "The server sends and receives too many files at the moment. Try again in some seconds.";

    public const string NoLength =
        "A file needs a Content-Length. With curl, send a file and not a pipe: curl -T FILE.";

    public const string DiskFailed =
        "The server's disk is full or fails, so the file was not kept. Try again later, or ask the "
        + "server's operator.";

    public const string NoRange = "The file has no such part. Ask for the whole file.";

    /// <summary>The body of a request has another size than the offered file.</summary>
    public static string WrongLength(long bytes, long offered) =>
        $"You offered {offered} bytes and sent {bytes}. Offer the file again with its exact size.";

    /// <summary>One shared file in a list.</summary>
    public static string File(string name, string size, string sender, string room, string link) =>
        $"{name} ({size}) from {sender} in {room}: {link}";

    /// <summary>The first line of a list of files.</summary>
    public static string Files(int shown, int all) => shown < all
        ? $"The latest {shown} of {all} files in your rooms:"
        : $"Files in your rooms ({all}):";

    /// <summary>The space that files take, for operators.</summary>
    public static string Space(int files, string size, string most, string keep) =>
        $"{files} files take {size} of {most}. A file is kept for {keep}.";

    /// <summary>The users whose files take the most space.</summary>
    public static string Biggest(string users) => $"Most space: {users}.";

    /// <summary>An action of an operator, for the log.</summary>
    public static string RemovedFile(string name, string sender) =>
        $"removed the file '{name}' of {sender}";
}
