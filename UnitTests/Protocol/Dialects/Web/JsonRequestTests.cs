using System.Text;
using Protocol.Dialects.Web.Json;
using Protocol.Messages;
using Protocol.Sentences;

namespace UnitTests.Protocol.Dialects.Web;

/// <summary>Requests as JSON objects.</summary>
internal sealed class JsonRequestTests
{
    [TestCase("""{"verb":"ping"}""", "Ping #0 word= target= text= number=0")]
    [TestCase(
        """ { "verb" : "tell" , "id" : 7 , "target" : "bob" , "text" : "a b" , "number" : 2 } """,
        "Tell #7 word= target=bob text=a b number=2")]
    [TestCase(
        """{"text":"hi","id":18446744073709551615,"verb":"say"}""",
        "Say #18446744073709551615 word= target= text=hi number=0")]
    [TestCase(
        """{"verb":"say","text":"\"\\\/\b\f\t\n\r\u0041\u00e9\u8336\ud83d\uDC4B"}""",
        @"Say #0 word= target= text=""\x5C/\x08\x0C\x09\x0A\x0DA\xC3\xA9\xE8\x8C\xB6"
            + @"\xF0\x9F\x91\x8B number=0")]
    [TestCase(
        """{"verb":"s\u0061y","te\u0078t":"hi"}""",
        "Say #0 word= target= text=hi number=0")]
    [TestCase(
        """{"verb":"say","text":"hi","more":{"a":["}",{"b":null}],"c":-1.5e3},"yes":true}""",
        "Say #0 word= target= text=hi number=0")]
    [TestCase(
        """{"verb":"say","id":null,"text":null}""",
        "Say #0 word= target= text= number=0")]
    [TestCase(
        """{"verb":"say","text":"a","text":"b"}""",
        "Say #0 word= target= text=b number=0")]
    [TestCase(
        """{"verb":"search","id":3,"text":"tea from:bob"}""",
        "Search #3 word= target= text=tea from:bob number=0")]
    [TestCase(
        """{"verb":"line","id":4,"target":"tea","text":"/topic hot"}""",
        "Line #4 word=topic target=tea text=hot number=0")]
    [TestCase(
        """{"verb":"resume","id":1,"target":"ff0a"}""",
        @"Resume #1 word= target=\xFF\x0A text= number=0")]
    [TestCase(
        """{"verb":"resume","target":"ff0x"}""",
        "Resume #0 word= target=ff0x text= number=0")]
    [TestCase(
        """{"verb":"resume","rooms":[{"room":"a","incarnation":"300","seq":7},{"room":"é"}]}""",
        @"Resume #0 word= target= text=\x01a\xAC\x02\x07\x02\xC3\xA9\x00\x00 number=0")]
    [TestCase(
        """{"verb":"resume","rooms": [ ] }""",
        "Resume #0 word= target= text= number=0")]
    [TestCase(
        """{"verb":"hello"}""",
        "Line #0 word=hello target= text= number=0")]
    public void Objects_are_requests(string json, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        string? fault = JsonRequest.TryRead(bytes, out ClientRequest request);
        Assert.That(fault, Is.Null);
        Assert.That(Show.Of(request), Is.EqualTo(expected));
    }

    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("[{}]")]
    [TestCase("[7]")]
    [TestCase("""[{"room":"a"},]""")]
    [TestCase("""[{"room":"a","incarnation":"x"}]""")]
    [TestCase("""[{"room":"\u0022}"}]""")]
    public void Rooms_of_another_form_are_refused(string rooms)
    {
        string json = $$"""{"verb":"resume","rooms":{{rooms}}}""";
        Assert.That(
            JsonRequest.TryRead(Encoding.UTF8.GetBytes(json), out _),
            Is.EqualTo(MalformedSentences.JsonValue("rooms")));
    }

    [Test]
    public void Every_verb_has_its_name()
    {
        foreach (RequestVerb verb in Enum.GetValues<RequestVerb>())
        {
            string json = $$"""{"verb":"{{$"{verb}".ToLowerInvariant()}}","text":"/ping"}""";
            JsonRequest.TryRead(Encoding.UTF8.GetBytes(json), out ClientRequest request);
            RequestVerb expected = verb == RequestVerb.Hello ? RequestVerb.Line : verb;
            Assert.That(request.Verb, Is.EqualTo(expected), $"{verb}");
        }
    }

    [Test]
    public void Page_has_count_and_before()
    {
        byte[] json = [.. """{"verb":"history","number":1,"count":2,"before":3}"""u8];
        Assert.That(JsonRequest.TryRead(json, out ClientRequest request), Is.Null);
        Assert.That(
            (request.Number, request.Count, request.Before), Is.EqualTo((1ul, 2ul, 3ul)));
    }

    [TestCase("", "it is not a JSON object")]
    [TestCase("hello", "it is not a JSON object")]
    [TestCase("[]", "it is not a JSON object")]
    [TestCase("{", "it is not a JSON object")]
    [TestCase("{}", "it has no verb")]
    [TestCase("{}x", "it is not a JSON object")]
    [TestCase("""{"verb"}""", "it is not a JSON object")]
    [TestCase("""{"verb":}""", "it is not a JSON object")]
    [TestCase("""{"verb":"say",}""", "it is not a JSON object")]
    [TestCase("""{"verb":"say" "id":1}""", "it is not a JSON object")]
    [TestCase("""{verb:"say"}""", "it is not a JSON object")]
    [TestCase("""{"verb":"say"}{}""", "it is not a JSON object")]
    [TestCase("{\"verb\":\"say\"}\0", "it is not a JSON object")]
    [TestCase("""{"verb":"say""", "it is not a JSON object")]
    [TestCase("""{"verb":tru}""", "it is not a JSON object")]
    [TestCase("""{"verb":"say","x":[1}""", "it is not a JSON object")]
    [TestCase("""{"verb":"say","id":01}""", "the field 'id' has a wrong type")]
    [TestCase("""{"verb":7}""", "it has no verb")]
    [TestCase("""{"verb":"say","id":"7"}""", "the field 'id' has a wrong type")]
    [TestCase("""{"verb":"say","id":1.5}""", "the field 'id' has a wrong type")]
    [TestCase("""{"verb":"say","id":-1}""", "the field 'id' has a wrong type")]
    [TestCase("""{"verb":"say","id":18446744073709551616}""", "the field 'id' has a wrong type")]
    [TestCase("""{"verb":"say","id":1e}""", "it is not a JSON object")]
    [TestCase("""{"verb":"say","text":7}""", "the field 'text' has a wrong type")]
    [TestCase("{\"verb\":\"a\nb\"}", "a JSON string has an invalid character or escape")]
    [TestCase("""{"verb":"\x"}""", "a JSON string has an invalid character or escape")]
    [TestCase("""{"verb":"\u12"}""", "a JSON string has an invalid character or escape")]
    [TestCase("""{"verb":"\u+123"}""", "a JSON string has an invalid character or escape")]
    [TestCase("""{"verb":"\ud83d"}""", "a JSON string has an invalid character or escape")]
    [TestCase("""{"verb":"\ud83d\u0041"}""", "a JSON string has an invalid character or escape")]
    [TestCase("""{"verb":"\udc4b"}""", "a JSON string has an invalid character or escape")]
    public void Other_texts_are_refused_with_the_reason(string json, string why) => Assert.That(
        JsonRequest.TryRead(Encoding.UTF8.GetBytes(json), out _), Is.EqualTo(why));

    [Test]
    public void Refused_request_keeps_the_id_before_the_fault()
    {
        byte[] json = [.. """{"id":12,"verb":"say","text":7}"""u8];
        Assert.That(JsonRequest.TryRead(json, out ClientRequest request), Is.Not.Null);
        Assert.That(request.Id, Is.EqualTo(12));
    }

    [TestCase(31, true)]
    [TestCase(32, true)]
    [TestCase(33, false)]
    public void Nesting_has_a_limit(int depth, bool isRead)
    {
        string nested = new string('[', depth) + new string(']', depth);
        string json = $$"""{"verb":"say","x":{{nested}}}""";
        string? fault = JsonRequest.TryRead(Encoding.UTF8.GetBytes(json), out _);
        Assert.That(fault is null, Is.EqualTo(isRead));
    }
}
