namespace EventLoopServer.Hosting;

/// <summary>The command that a person types to start the client on this machine.</summary>
internal static class ClientCommand
{
    private const string Name = "SimpleClient";

    /// <summary>Finds the command.</summary>
    /// <param name="programFolder">The folder of the server's program.</param>
    /// <param name="currentFolder">The current folder of the server's process.</param>
    /// <returns>
    /// The path of a client that is in the folder of the server. Without one, in a source checkout:
    /// <c>dotnet run</c> with the client's project. Without both: the client's name.
    /// </returns>
    public static string Find(string programFolder, string currentFolder)
    {
        string file = OperatingSystem.IsWindows() ? $"{Name}.exe" : Name;
        string program = Path.Combine(programFolder, file);
        if (File.Exists(program))
        {
            // A shell searches the folders of PATH for a name without a folder.
            string path = Shorten(program, currentFolder);
            return path == file ? Path.Combine(".", file) : path;
        }

        for (DirectoryInfo? folder = new(programFolder); folder is not null; folder = folder.Parent)
        {
            string project = Path.Combine(folder.FullName, Name);
            if (File.Exists(Path.Combine(project, $"{Name}.csproj")))
            {
                return $"dotnet run -c Release --project {Shorten(project, currentFolder)} --";
            }
        }

        return Name;
    }

    /// <returns>The path relative to the current folder if it is below that folder.</returns>
    private static string Shorten(string path, string currentFolder)
    {
        string relative = Path.GetRelativePath(currentFolder, path);
        string shorter = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return shorter.Contains(' ', StringComparison.Ordinal) ? $"\"{shorter}\"" : shorter;
    }
}
