using System.Diagnostics;
using SimpleClient.Terminal.Device;

namespace UnitTests.Client.Terminal.Device;

/// <summary>The program that opens a link.</summary>
[Platform("Linux", Reason = "other systems have other programs, and no DISPLAY")]
[NonParallelizable]
internal sealed class LinkOpenerTests
{
    private const string Address = "https://a.example/?q=$(reboot)&b='x;y'";

    [TestCase("DISPLAY")]
    [TestCase("WAYLAND_DISPLAY")]
    public void Address_is_one_argument_without_a_shell(string display)
    {
        ProcessStartInfo? start =
            LinkOpener.StartOf(Address, name => name == display ? ":0" : null);
        Assert.That(start!.FileName, Is.EqualTo("xdg-open"));
        Assert.That(start.ArgumentList, Is.EqualTo(new[] { Address }));
        Assert.That(start.UseShellExecute, Is.False);
        Assert.That(
            (start.RedirectStandardInput, start.RedirectStandardOutput,
                start.RedirectStandardError),
            Is.EqualTo((true, true, true)),
            "the program must not use the terminal");
    }

    [Test]
    public void Passwords_of_the_client_do_not_reach_the_browser()
    {
        Environment.SetEnvironmentVariable("TCPCHAT_TEST_PASSWORD", "secret");
        try
        {
            ProcessStartInfo? start =
                LinkOpener.StartOf(Address, static name => name == "DISPLAY" ? ":0" : null);
            Assert.That(start!.Environment.Keys, Has.None.StartsWith("TCPCHAT_"));
            Assert.That(start.Environment, Does.ContainKey("PATH"), "all others stay");
        }
        finally
        {
            Environment.SetEnvironmentVariable("TCPCHAT_TEST_PASSWORD", null);
        }
    }

    [TestCase("")]
    [TestCase("DISPLAY SSH_CONNECTION")]
    [TestCase("WAYLAND_DISPLAY SSH_TTY")]
    public void Nothing_opens_where_the_user_would_not_see_it(string variables) => Assert.That(
        LinkOpener.StartOf(
            Address, name => variables.Split(' ').Contains(name) ? "value" : null),
        Is.Null);

    [TestCase("file:///etc/passwd")]
    [TestCase("--help")]
    public void Nothing_but_a_web_address_opens(string address) => Assert.That(
        LinkOpener.StartOf(address, static name => name == "DISPLAY" ? ":0" : null), Is.Null);
}
