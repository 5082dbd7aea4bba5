using System.Buffers.Binary;
using System.Text;
using EventLoopServer.Files.Types;

namespace UnitTests.Files;

/// <summary>Types of files and sizes of pictures, from their first bytes.</summary>
internal sealed class ContentTypeTests
{
    private static IEnumerable<TestCaseData> Pictures()
    {
        yield return new TestCaseData("image/png", Png(640, 480));
        yield return new TestCaseData("image/gif", Bytes("GIF89a", 640, 0x280 >> 8, 480, 1));
        yield return new TestCaseData("image/jpeg", Jpeg(640, 480));
        yield return new TestCaseData("image/jpeg", Jpeg(480, 640, orientation: 6));
        yield return new TestCaseData(
            "image/webp", Webp("VP8X", [0, 0, 0, 0, .. Three(639), .. Three(479)]));
        yield return new TestCaseData(
            "image/webp", Webp("VP8L", [0x2F, .. Lossless(640, 480), 0, 0, 0, 0, 0]));
        yield return new TestCaseData(
            "image/webp", Webp("VP8 ", [0, 0, 0, 0x9D, 1, 0x2A, 0x80, 2, 0xE0, 1]));
        yield return new TestCaseData("image/avif", Avif(640, 480));
    }

    [TestCaseSource(nameof(Pictures))]
    public void Picture_has_its_size(string type, byte[] bytes)
    {
        (string found, PictureSize size) = ContentType.Find(bytes, isWhole: true);
        Assert.That(found, Is.EqualTo(type));
        Assert.That(size, Is.EqualTo(new PictureSize(640, 480)));
    }

    [TestCaseSource(nameof(Pictures))]
    public void Every_beginning_and_every_damage_of_a_picture_is_read_without_a_fault(
        string type, byte[] bytes)
    {
        for (int length = 0; length <= bytes.Length; length++)
        {
            ContentType.Find(bytes.AsSpan(0, length), isWhole: length % 2 == 0);
        }

        var random = new Random(1);
        for (int i = 0; i < 5_000; i++)
        {
            byte[] damaged = [.. bytes];
            for (int n = random.Next(1, 6); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] =
                    (byte)(random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => random.Next(256) });
            }

            ContentType.Find(damaged, isWhole: true);
        }

        Assert.That(type, Does.StartWith("image/"));
    }

    [TestCase("", ContentType.PlainText)]
    [TestCase("hello\n", ContentType.PlainText)]
    [TestCase("<script>alert(1)</script>", ContentType.PlainText)]
    [TestCase("<svg xmlns='http://www.w3.org/2000/svg'/>", ContentType.PlainText)]
    [TestCase("%PDF-1.7", "application/pdf")]
    [TestCase("PK\u0003\u0004", "application/zip")]
    [TestCase("a\0b", ContentType.Unknown)]
    public void Other_type_is_never_one_that_a_browser_runs(string text, string type) =>
        Assert.That(
            ContentType.Find(Encoding.UTF8.GetBytes(text), isWhole: true).Type,
            Is.EqualTo(type));

    [Test]
    public void Text_may_be_cut_inside_a_character_only_where_the_head_ends()
    {
        byte[] text = Encoding.UTF8.GetBytes("é")[..1];
        Assert.That(ContentType.Find(text, isWhole: false).Type, Is.EqualTo(ContentType.PlainText));
        Assert.That(ContentType.Find(text, isWhole: true).Type, Is.EqualTo(ContentType.Unknown));
    }

    [TestCase("image/png", true)]
    [TestCase("image/svg+xml", false)]
    [TestCase("text/html", false)]
    [TestCase("application/pdf", false)]
    [TestCase(ContentType.PlainText, true)]
    [TestCase(ContentType.Unknown, false)]
    public void Only_pictures_and_plain_text_are_shown_inline(string type, bool isInline) =>
        Assert.That(ContentType.IsInline(type), Is.EqualTo(isInline));

    private static byte[] Bytes(string start, params int[] rest) =>
        [.. Encoding.Latin1.GetBytes(start), .. rest.Select(static n => (byte)n), 0, 0];

    private static byte[] Png(int width, int height)
    {
        byte[] head =
            [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[13]];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(20), height);
        return head;
    }

    private static byte[] Jpeg(int width, int height, byte orientation = 1) =>
    [
        0xFF, 0xD8,
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        0xFF, 0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height,
        (byte)(width >> 8), (byte)width, 3, 1, 0x11, 0, 2, 0x11, 0,
    ];

    private static byte[] Webp(string form, byte[] rest) =>
    [
        .. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. Encoding.Latin1.GetBytes(form),
        10, 0, 0, 0, .. rest,
    ];

    private static byte[] Three(int number) =>
        [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];

    private static byte[] Lossless(int width, int height) =>
        BitConverter.GetBytes((uint)(width - 1) | ((uint)(height - 1) << 14));

    private static byte[] Avif(int width, int height)
    {
        byte[] small = Box("ispe", [0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 16]);
        byte[] large = Box(
            "ispe",
            [
                0, 0, 0, 0, 0, 0, (byte)(width >> 8), (byte)width,
                0, 0, (byte)(height >> 8), (byte)height,
            ]);
        byte[] properties = Box("iprp", Box("ipco", [.. small, .. large]));
        return
        [
            .. Box("ftyp", [.. "mif1"u8, 0, 0, 0, 0, .. "avif"u8]),
            .. Box("meta", [0, 0, 0, 0, .. Box("hdlr", new byte[9]), .. properties]),
        ];
    }

    private static byte[] Box(string type, byte[] body) =>
    [
        0, 0, (byte)((body.Length + 8) >> 8), (byte)(body.Length + 8),
        .. Encoding.Latin1.GetBytes(type), .. body,
    ];
}
