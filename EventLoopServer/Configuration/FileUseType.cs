using EventLoopServer.Chat.Files;
using EventLoopServer.Configuration.Schema;

namespace EventLoopServer.Configuration;

/// <summary>Who may share files, as a word.</summary>
internal sealed class FileUseType() : WordType(
    ("everyone", FileUse.Everyone),
    ("accounts", FileUse.Accounts),
    ("operators", FileUse.Operators),
    ("nobody", FileUse.Nobody));
