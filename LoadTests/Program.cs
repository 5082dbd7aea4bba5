using System.CommandLine;
using LoadTests;

var target = new Option<string?>("--target")
{
    Description = "HOST:PORT of a running server; without it one is started in this process",
};
Option<int> members = Number("--members", "Clients in the room", 100, 1, 5000);
Option<int> speakers = Number("--speakers", "How many of them talk", 10, 1, 5000);
Option<int> messages = Number("--messages", "Messages from each speaker", 200, 1, 1_000_000);
var root = new RootCommand("One room: every member has to get every message once, in one order.")
{
    target, members, speakers, messages,
};
root.SetAction(async (parsed, cancellation) =>
{
    await using ServerHost? own = parsed.GetValue(target) is null ? ServerHost.Start() : null;
    string where = parsed.GetValue(target) ?? own!.Address;
    int split = where.LastIndexOf(':');
    if (split < 1 || !int.TryParse(where[(split + 1)..], out int port))
    {
        await Console.Error.WriteLineAsync($"--target takes HOST:PORT, not '{where}'.");
        return 2;
    }

    var run = new RoomRun(where[..split], port)
    {
        Members = parsed.GetValue(members),
        Speakers = Math.Min(parsed.GetValue(speakers), parsed.GetValue(members)),
        MessagesEach = parsed.GetValue(messages),
    };
    RoomResult result = await run.RunAsync(cancellation);
    Console.WriteLine(result.Describe());
    return result.IsRight ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

static Option<int> Number(string name, string what, int value, int min, int max)
{
    var option = new Option<int>(name)
    {
        Description = $"{what}; {min} to {max}",
        DefaultValueFactory = _ => value,
    };
    option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0
            && (!int.TryParse(result.Tokens[0].Value, out int n) || n < min || n > max))
        {
            result.AddError($"{name} takes a whole number from {min} to {max}.");
        }
    });
    return option;
}
