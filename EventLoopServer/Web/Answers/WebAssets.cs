using System.Reflection;
using System.Text;

namespace EventLoopServer.Web.Answers;

/// <summary>The files of the page, which are part of the program.</summary>
internal sealed class WebAssets
{
    private const string Folder = "page/";

    /// <summary>Files that also have a path outside of the folder.</summary>
    private static readonly Dictionary<string, string> s_paths = new()
    {
        ["index.html"] = "/",
        ["loop.html"] = "/loop",
        ["favicon.ico"] = "/favicon.ico",
    };

    private static readonly Lazy<WebAssets> s_own = new(ReadOwn);

    private readonly Dictionary<string, WebAsset> _byPath = [];

    /// <summary>The files by their names in the folder of the page.</summary>
    public WebAssets(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        foreach ((string name, byte[] bytes) in files)
        {
            var asset = new WebAsset(TypeOf(name), bytes);
            _byPath[$"/{Folder}{name}"] = asset;
            if (s_paths.TryGetValue(name, out string? path))
            {
                _byPath[path] = asset;
            }
        }
    }

    /// <summary>The files in this program. They are compressed once in each process.</summary>
    public static WebAssets Own => s_own.Value;

    /// <summary>Finds a file by its path, without the query.</summary>
    public WebAsset? Find(ReadOnlySpan<byte> path) =>
        _byPath.GetValueOrDefault(Encoding.Latin1.GetString(path));

    private static WebAssets ReadOwn()
    {
        Assembly assembly = typeof(WebAssets).Assembly;
        return new WebAssets(assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => (name[Folder.Length..].Replace('\\', '/'), Read(assembly, name))));
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".json" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
