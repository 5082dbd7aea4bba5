using EventLoopServer.Hosting;

namespace UnitTests.Hosting;

/// <summary>The command for starting a client that the server prints.</summary>
internal sealed class ClientCommandTests
{
    private static readonly string s_file =
        OperatingSystem.IsWindows() ? "SimpleClient.exe" : "SimpleClient";

    private string _root = "";

    [SetUp]
    public void MakeFolder() => _root = Directory.CreateTempSubdirectory("command").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Source_checkout_runs_the_project()
    {
        Touch("SimpleClient", "SimpleClient.csproj");
        string program = Folder("EventLoopServer", "bin", "Release", "net10.0");
        Assert.That(
            ClientCommand.Find(program, _root),
            Is.EqualTo("dotnet run -c Release --project SimpleClient --"));
        Assert.That(
            ClientCommand.Find(program, Folder("EventLoopServer")),
            Does.Contain(Path.Combine(_root, "SimpleClient")),
            "from elsewhere the whole path");
    }

    [Test]
    public void Published_client_beside_the_server_is_named_with_its_folder()
    {
        Touch("publish", s_file);
        Assert.That(
            ClientCommand.Find(Folder("publish"), _root),
            Is.EqualTo(Path.Combine("publish", s_file)));
        Assert.That(
            ClientCommand.Find(Folder("publish"), Folder("publish")),
            Is.EqualTo(Path.Combine(".", s_file)),
            "a shell looks for a name without a folder elsewhere");
    }

    [Test]
    public void Published_client_in_a_source_checkout_comes_first()
    {
        Touch("SimpleClient", "SimpleClient.csproj");
        Touch("publish", s_file);
        Assert.That(
            ClientCommand.Find(Folder("publish"), _root),
            Is.EqualTo(Path.Combine("publish", s_file)));
    }

    [Test]
    public void Published_server_without_a_client_names_the_program() =>
        Assert.That(ClientCommand.Find(Folder("publish"), _root), Is.EqualTo("SimpleClient"));

    [Test]
    public void Path_with_a_space_is_quoted()
    {
        Touch("my chat", s_file);
        Assert.That(
            ClientCommand.Find(Folder("my chat"), _root),
            Is.EqualTo($"\"{Path.Combine("my chat", s_file)}\""));
    }

    private string Folder(params string[] names) =>
        Directory.CreateDirectory(Path.Combine([_root, .. names])).FullName;

    private void Touch(string folder, string file) =>
        File.WriteAllText(Path.Combine(Folder(folder), file), "");
}
