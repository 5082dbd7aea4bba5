using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>What the program says of a certificate when it starts.</summary>
internal sealed class CertificateTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void One_that_cannot_be_had_is_told_in_a_sentence_and_ends_the_program_with_1()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "text");
        using var program = new ServerProcess("--port", "0", "--tls", "--data", file);
        Assert.That(program.WaitForExit(), Is.EqualTo(1), program.Errors);
        Assert.That(program.Errors, Is.EqualTo($"--data: '{file}' is a file: give a folder."));
        Assert.That(program.Output, Is.Empty);
    }
}
