namespace EventLoopServer.Hosting;

/// <summary>The command that starts the client on this machine: a person types it.</summary>
internal static class ClientCommand
{
    private const string Name = "SimpleClient";

    /// <summary>Finds it.</summary>
    /// <param name="programFolder">Where the server's program is.</param>
    /// <param name="currentFolder">Where the person who started it is.</param>
    /// <returns>
    /// With a source checkout around the program <c>dotnet run</c> with the client's project; with
    /// a published client beside it the path of that one; otherwise the client's name.
    /// </returns>
    public static string Find(string programFolder, string currentFolder)
    {
        for (DirectoryInfo? folder = new(programFolder); folder is not null; folder = folder.Parent)
        {
            string project = Path.Combine(folder.FullName, Name);
            if (File.Exists(Path.Combine(project, $"{Name}.csproj")))
            {
                return $"dotnet run -c Release --project {Shorten(project, currentFolder)} --";
            }
        }

        string file = OperatingSystem.IsWindows() ? $"{Name}.exe" : Name;
        string program = Path.Combine(programFolder, file);
        if (!File.Exists(program))
        {
            return Name;
        }

        // A shell looks for a name without a folder elsewhere.
        string path = Shorten(program, currentFolder);
        return path == file ? Path.Combine(".", file) : path;
    }

    /// <returns>The path from the current folder, where that is shorter.</returns>
    private static string Shorten(string path, string currentFolder)
    {
        string relative = Path.GetRelativePath(currentFolder, path);
        string shorter = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return shorter.Contains(' ', StringComparison.Ordinal) ? $"\"{shorter}\"" : shorter;
    }
}
