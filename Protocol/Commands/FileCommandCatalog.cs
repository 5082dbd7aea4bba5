using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>The rows of the commands for shared files.</summary>
internal static class FileCommandCatalog
{
    public static IReadOnlyList<CommandGrammar> All { get; } =
    [
        new(
            RequestVerb.Offer,
            "/send NAME SIZE",
            "offers a file to your current room; the answer says where to send it")
        {
            Words = ["send"],
            Shape = ArgumentShape.TextAndNumber,
            Target = TargetKind.OwnRoom,
            NeedsText = true,
            IsSpeech = true,
            Cost = 4,
        },
        new(RequestVerb.Files, "/files", "lists the files in your rooms")
        {
            Words = ["files"], OnConsole = true, HasLongAnswer = true, Cost = 16,
        },
        new(RequestVerb.RemoveFile, "/unshare ID", "removes a file that you have shared")
        {
            Words = ["unshare"], Shape = ArgumentShape.Target, NeedsTarget = true,
        },
        new(RequestVerb.Line, "/file SUBCOMMAND ID", "for operators: remove ID")
        {
            Words = ["file"],
            Shape = ArgumentShape.TargetAndText,
            NeedsTarget = true,
            NeedsText = true,
            Role = Role.Operator,
            OnConsole = true,
        },
    ];
}
