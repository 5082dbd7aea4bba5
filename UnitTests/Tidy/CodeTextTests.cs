namespace UnitTests.Tidy;

internal sealed class CodeTextTests
{
    [TestCase("a // b\nc", "a c")]
    [TestCase("a /* b \n */ c", "a c")]
    [TestCase("a(\"b\") c", "a( ) c")]
    [TestCase("a(\"b \\\" b\", c)", "a( , c)")]
    [TestCase("a(@\"b \"\" \\\", c)", "a( , c)")]
    [TestCase("a('\"', '\\'', c)", "a( , , c)")]
    [TestCase("a($\"b {c} {{b}} {d(\"b\")} b\", e)", "a( c d( ) , e)")]
    [TestCase("a($\"b {c switch { _ => \"b\" }} b\") + e", "a( c switch { _ => } ) + e")]
    [TestCase("a(\"\"\"b \" // b\"\"\") + c", "a( ) + c")]
    [TestCase("a($$\"\"\"b {b} {{c}} b\"\"\") + d", "a( c ) + d")]
    [TestCase("a(\"\") + b", "a( ) + b")]
    [TestCase("@class = \"// b\"; c", "@class = ; c")]
    public void Strip_removes_comments_and_strings(string text, string code)
    {
        string stripped = CodeText.Strip(text);
        Assert.That(stripped.Length, Is.EqualTo(text.Length), "each character keeps its place");
        string[] words = stripped.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.That(string.Join(' ', words), Is.EqualTo(code));
    }
}
