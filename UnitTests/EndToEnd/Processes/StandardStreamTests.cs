using System.Diagnostics;
using EventLoopServer.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>
/// Standard streams that are closed, full or opened in the wrong direction. The server serves, ends
/// with the same exit code, and sends clients nothing else.
/// </summary>
[Platform("Linux", Reason = "It needs /dev/full, and /proc to find the port")]
[Parallelizable(ParallelScope.All)]
internal sealed class StandardStreamTests
{
    private static readonly string[] s_streams =
    [
        "",
        "<&-",
        ">&-",
        "2>&-",
        ">&- 2>&-",
        "<&- >&-",
        "<&- 2>&-",
        "<&- >&- 2>&-",
        ">/dev/full",
        "2>/dev/full",
        ">/dev/full 2>/dev/full",
        "</dev/null >/dev/full 2>&1",
        "1</dev/null",
        "2</dev/null",
        "1</dev/null 2</dev/null",
        "0>/dev/null",
        "0>/dev/null 1</dev/null 2</dev/null",
        "</ 1</ 2</",
    ];

    [TestCaseSource(nameof(s_streams))]
    public void Server_serves_and_stops_gracefully(string streams)
    {
        using var program = ServerProcess.FromShell(
            streams, "--host", "0.0.0.0", "--port", "0");
        int port = ListeningPorts.WaitForOne(program.Id);
        for (int i = 0; i < 20; i++)
        {
            using var guest = new TestClient(port);
            guest.EnterAs($"guest{i}");
            guest.Say("/quit");
            guest.Expect($"-- {GoodbyeSentences.QuitNamed($"guest{i}")}");
            guest.ExpectEnd();
        }

        using var bob = new TestClient(port);
        bob.EnterAs("bob");
        bob.Ping();
        program.SendTerminate();
        bob.Expect($"-- {GoodbyeSentences.ServerStops}");
        bob.ExpectEnd();
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Assert.That(program.Errors, Does.Not.Contain("Unhandled"));
    }

    [TestCase("")]
    [TestCase("<&- >&- 2>&-")]
    public void Server_serves_without_devices_and_a_home_folder(string streams)
    {
        // As in an image with nothing but the server. It has no /proc either, which the
        // just-in-time runtime needs; packaging/check runs the native server without one. The user
        // has no entry in /etc/passwd, where the runtime looks for the home folder.
        const string hidden = "mount -t tmpfs none /dev && exec unshare -U --map-user=65532";
        using (var probe = Process.Start("unshare", ["-rm", "sh", "-c", $"{hidden} true"]))
        {
            probe.ExitInTime();
            Assume.That(probe.ExitCode, Is.Zero, "this system allows no mounts");
        }

        string data = Directory.CreateTempSubdirectory().FullName;
        using var program = ServerProcess.AfterCommands(
            $"unset HOME; exec unshare -rm sh -c '{hidden} \"$0\" \"$@\" {streams}' "
                + "\"$0\" \"$@\"",
            "--tls",
            "--data",
            data,
            "--host",
            "0.0.0.0",
            "--port",
            "0",
            "--no-console");
        using var bob = new TestClient(ListeningPorts.WaitForOne(program.Id));
        bob.EnterAs("bob");
        bob.Ping();
        program.SendTerminate();
        bob.Expect($"-- {GoodbyeSentences.ServerStops}");
        bob.ExpectEnd();
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Directory.Delete(data, recursive: true);
    }

    [TestCaseSource(nameof(s_streams))]
    public void Port_in_use_ends_the_server_with_1(string streams)
    {
        using var first = new ServerUnderTest();
        using var second = ServerProcess.FromShell(streams, "--port", $"{first.Port}");
        Assert.That(second.WaitForExit(), Is.EqualTo(1), second.Errors);
        Assert.That(second.Errors, Does.Not.Contain("Unhandled"));
    }

    [TestCaseSource(nameof(s_streams))]
    public void Unknown_option_ends_the_server_with_2(string streams)
    {
        using var program = ServerProcess.FromShell(streams, "--prot", "5");
        Assert.That(program.WaitForExit(), Is.EqualTo(2), program.Errors);
        Assert.That(program.Errors, Does.Not.Contain("Unhandled"));
    }

    [TestCase("--help")]
    [TestCase("--version")]
    public void Unwritable_help_or_version_ends_the_server_with_0(string option)
    {
        using var program = ServerProcess.FromShell(">/dev/full", option);
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);
        Assert.That(program.Errors, Does.Not.Contain("Unhandled"));
    }
}
