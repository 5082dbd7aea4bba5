namespace EventLoopServer.Storage.Files;

/// <summary>Why a store cannot be opened, or an operation of the tool failed.</summary>
internal enum StoreError
{
    /// <summary>Another process has locked the folder.</summary>
    Locked,

    /// <summary>The folder cannot be created or written.</summary>
    ReadOnly,

    /// <summary>The path of the folder is a file.</summary>
    FolderIsFile,

    /// <summary>The file is damaged or incomplete.</summary>
    Damaged,

    /// <summary>The file belongs to another program.</summary>
    Foreign,

    /// <summary>The file was written by a newer version.</summary>
    Newer,

    /// <summary>The SQLite library is too old.</summary>
    OldLibrary,

    /// <summary>The SQLite library cannot be loaded.</summary>
    NoLibrary,

    /// <summary>A file is missing or exists already.</summary>
    File,

    /// <summary>The disk failed or is full.</summary>
    Disk,
}
