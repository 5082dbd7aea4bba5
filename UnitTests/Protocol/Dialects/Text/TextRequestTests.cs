using System.Text;
using Protocol;
using Protocol.Dialects.Catalog;

namespace UnitTests.Protocol.Dialects.Text;

/// <summary>The request in a line of the text dialect.</summary>
internal sealed class TextRequestTests
{
    [TestCase("hello", "Say #0 word= target= text=hello number=0")]
    [TestCase("  hello ", "Say #0 word= target= text=  hello  number=0")]
    [TestCase(" /quit", "Line #0 word=quit target= text= number=0")]
    [TestCase("   /oper pw", "Line #0 word=oper target= text=pw number=0")]
    [TestCase("\u00A0/oper pw", "Line #0 word=oper target= text=pw number=0")]
    [TestCase("\u3000 /oper pw", "Line #0 word=oper target= text=pw number=0")]
    [TestCase("\u2003/oper pw", "Line #0 word=oper target= text=pw number=0")]
    [TestCase("\u200B/oper pw", "Line #0 word=oper target= text=pw number=0")]
    [TestCase("\uFEFF/oper pw", "Line #0 word=oper target= text=pw number=0")]
    [TestCase(" \t/oper pw", "Line #0 word=oper target= text=pw number=0")]
    [TestCase(" /opr pw", "Line #0 word=opr target= text=pw number=0")]
    [TestCase(" @bob hi", "Tell #0 word= target=bob text=hi number=0")]
    [TestCase(" //quit", "Say #0 word= target= text=/quit number=0")]
    [TestCase(" @ bob", "Say #0 word= target= text= @ bob number=0")]
    [TestCase("a /oper", "Say #0 word= target= text=a /oper number=0")]
    [TestCase("\u00A0hi", "Say #0 word= target= text=\\xC2\\xA0hi number=0")]
    [TestCase("//quit", "Say #0 word= target= text=/quit number=0")]
    [TestCase("///", "Say #0 word= target= text=// number=0")]
    [TestCase("/quit", "Line #0 word=quit target= text= number=0")]
    [TestCase("quit", "Quit #0 word= target= text= number=0")]
    [TestCase(" EXIT ", "Quit #0 word= target= text= number=0")]
    [TestCase("exit now", "Say #0 word= target= text=exit now number=0")]
    [TestCase("/", "Line #0 word= target= text= number=0")]
    [TestCase("/ x", "Line #0 word= target= text=x number=0")]
    [TestCase("/join  tea  ", "Line #0 word=join target= text=tea number=0")]
    [TestCase("/msg bob hi there", "Line #0 word=msg target= text=bob hi there number=0")]
    [TestCase("@bob hi there", "Tell #0 word= target=bob text=hi there number=0")]
    [TestCase("@bob: hi", "Tell #0 word= target=bob text=hi number=0")]
    [TestCase("@bob, hi", "Tell #0 word= target=bob text=hi number=0")]
    [TestCase("@bob   hi ", "Tell #0 word= target=bob text=  hi  number=0")]
    [TestCase("@bob\t\thi", "Tell #0 word= target=bob text=\\x09hi number=0")]
    [TestCase("@bob \t ", "Tell #0 word= target=bob text= number=0")]
    [TestCase("\t hello", "Say #0 word= target= text=\\x09 hello number=0")]
    [TestCase("/me\twaves", "Line #0 word=me target= text=waves number=0")]
    [TestCase("@\tbob", "Say #0 word= target= text=@\\x09bob number=0")]
    [TestCase("@bob", "Tell #0 word= target=bob text= number=0")]
    [TestCase("@ bob", "Say #0 word= target= text=@ bob number=0")]
    [TestCase("@", "Say #0 word= target= text=@ number=0")]
    [TestCase("a@b.c", "Say #0 word= target= text=a@b.c number=0")]
    public void Line_is_a_message_a_command_or_a_private_message(string line, string request)
    {
        List<string> found = ClientInput.All(
            DialectCatalog.Text, Encoding.UTF8.GetBytes(line + "\n"));
        Assert.That(found.Single(), Is.EqualTo(request));
    }

    [TestCase("alice", "Name #0 word= target=alice text= number=0")]
    [TestCase("  alice ", "Name #0 word= target=alice text= number=0")]
    [TestCase("alice smith", "Name #0 word= target=alice smith text= number=0")]
    [TestCase("@alice", "Name #0 word= target=@alice text= number=0")]
    [TestCase("Quit", "Quit #0 word= target= text= number=0")]
    [TestCase("/help", "Line #0 word=help target= text= number=0")]
    [TestCase(" /quit", "Line #0 word=quit target= text= number=0")]
    [TestCase("\u00A0/pass pw", "Line #0 word=pass target= text=pw number=0")]
    [TestCase("\uFEFF/pass pw", "Line #0 word=pass target= text=pw number=0")]
    public void First_line_is_a_name_or_a_command(string line, string request)
    {
        List<string> found = ClientInput.All(
            DialectCatalog.Text, Encoding.UTF8.GetBytes(line + "\n"), named: false);
        Assert.That(found.Single(), Is.EqualTo(request));
    }

    [Test]
    public void Blank_lines_are_skipped_before_and_after_the_name()
    {
        List<string> found = ClientInput.All(
            DialectCatalog.Text, "\n  \r\n\t\r\nalice\n\n \t \nhi\n"u8, named: false);
        Assert.That(found, Has.Count.EqualTo(2));
        Assert.That(found[0], Does.StartWith("Name "));
        Assert.That(found[1], Does.StartWith("Say "));
    }

    [TestCase("a\nb\n", "0 0")]
    [TestCase("a\n\nb\n \t\r\n\nc\n", "0 1 2")]
    [TestCase("a\n\n\n\n\n\nb\nc\n", "0 2 0")]
    [TestCase("\n/me x\n\n/me x\n\n@bob x\n\nb\n", "0 0 0 1")]
    public void Empty_lines_are_counted_for_the_next_message(string lines, string numbers)
    {
        List<string> found = ClientInput.All(DialectCatalog.Text, Encoding.UTF8.GetBytes(lines));
        Assert.That(
            string.Join(' ', found.Select(static r => r.Split("number=")[1])),
            Is.EqualTo(numbers));
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    public void Line_has_room_for_the_longest_message_and_its_command(int over, bool refused)
    {
        const int message = 100;
        byte[] line = Frames.Filler(message + WireLimits.RequestOverheadBytes + over);
        foreach (string end in new[] { "\n", "\r\n" })
        {
            var input = new ClientInput(DialectCatalog.Text, message);
            input.Feed("alice\n"u8);
            input.Feed([.. line, .. Encoding.ASCII.GetBytes(end), .. "hi\n"u8]);
            Assert.That(input.Found, Has.Count.EqualTo(3));
            Assert.That(
                input.Found[1], Does.StartWith(refused ? "MessageTooLong: " : "Say #0 "));
            Assert.That(input.Found[2], Does.Contain("text=hi "));
        }
    }

    [Test]
    public void Stream_means_the_same_wherever_it_is_split()
    {
        byte[] stream = Encoding.UTF8.GetBytes(
            "Привет\r\n/join 茶\n\n@bob: 👋\r\n//x\n/me waves\n   \nlast\r\n");
        List<string> whole = ClientInput.Split(DialectCatalog.Text, stream);
        Assert.That(whole, Has.Count.EqualTo(6));
        for (int first = 0; first <= stream.Length; first++)
        {
            for (int second = first; second <= stream.Length; second++)
            {
                Assert.That(
                    ClientInput.Split(DialectCatalog.Text, stream, first, second),
                    Is.EqualTo(whole),
                    $"cut at {first} and {second}");
            }
        }
    }
}
