using System.Text.Json.Nodes;

namespace UnitTests.Documents;

/// <summary>A message of a web dialogue, with the fields that are checked.</summary>
internal static class WebStep
{
    /// <summary>
    /// Compares a message and returns the step with the server's current wording.
    /// </summary>
    /// <param name="got">The message, or a frame such as <c>close:1000</c>.</param>
    /// <param name="step">The same as the document has it.</param>
    /// <param name="place">Where the step is, for the failure.</param>
    /// <param name="rewrites">Another wording changes the step and does not fail.</param>
    public static string Compare(string got, string step, string place, bool rewrites)
    {
        if (step[0] != '{')
        {
            Assert.That(got, Is.EqualTo(step), place);
            return step;
        }

        JsonObject message = JsonNode.Parse(got)!.AsObject();
        JsonObject expected = JsonNode.Parse(step)!.AsObject();
        foreach ((string name, JsonNode? value) in expected)
        {
            string? field = message[name]?.ToJsonString();
            if (rewrites && field is not null && name is "text" or "advice")
            {
                step = step.Replace(
                    $"\"{name}\":\"{value}\"", $"\"{name}\":\"{message[name]}\"");
                continue;
            }

            Assert.That(field, Is.EqualTo(value?.ToJsonString()), $"{place}: {name} in {got}");
        }

        return step;
    }
}
