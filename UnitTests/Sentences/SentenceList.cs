using System.Reflection;
using System.Text;
using EventLoopServer;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Observability;
using LoadTests.Options;
using LoadTests.ThreadPerClient;
using Microsoft.Extensions.Logging;
using Protocol;
using Protocol.Commands;
using Protocol.Messages;
using SimpleClient.Library;

namespace UnitTests.Sentences;

/// <summary>
/// Every sentence of the product with sample values, one per line. Members of the classes in a
/// <c>Sentences</c> folder are found by reflection.
/// </summary>
internal static class SentenceList
{
    private const BindingFlags Members =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private delegate ReadOnlySpan<byte> BytesGetter();

    public static IEnumerable<string> Lines() =>
    [
        "# Server to clients: refusals",
        .. Enum.GetValues<RefusalCode>().Append(default).Select(static c =>
        {
            var refusal = Refusal.For(c, "SUBJECT");
            return Line($"{c}", $"{refusal.Sentence} {refusal.Advice}");
        }),
        "",
        "# Server to clients: lines of the text dialect",
        .. Of(typeof(TextLine)),
        "",
        "# Server to clients: the rest",
        .. In("Protocol.Sentences", typeof(WireLimits).Assembly),
        .. In("EventLoopServer.Sentences", typeof(ChatServer).Assembly),
        "",
        "# Server to clients: help of commands",
        .. Commands(),
        "",
        "# Start and console of the server",
        .. In("EventLoopServer.Sentences.Operators", typeof(ChatServer).Assembly),
        "",
        "# SimpleClient",
        .. In("SimpleClient.Sentences", typeof(ChatClient).Assembly),
        "",
        "# LoadTests",
        .. In("LoadTests.Sentences", typeof(LoadOptions).Assembly),
        "",
        "# LoadTests: help of options",
        .. Options<LoadOptions>(),
        .. Options<ThreadedOptions>(),
        "",
        "# Log of the server",
        .. LogEvents(),
    ];

    private static IEnumerable<string> In(string folder, Assembly assembly) => assembly.GetTypes()
        .Where(t => t.Namespace == folder && !t.IsNested)
        .OrderBy(static t => t.Name, StringComparer.Ordinal)
        .SelectMany(Of);

    private static IEnumerable<string> Commands() =>
        from row in CommandCatalog.All
        select Line(row.Usage, row.Help);

    private static IEnumerable<string> Options<T>()
        where T : class, IOptionRecord, new() =>
        from row in new OptionSchema<T>().Rows
        select Line(row.Name, row.Help);

    private static IEnumerable<string> LogEvents() =>
        from method in typeof(Log).GetMethods(Members)
            .Concat(typeof(StoreLog).GetMethods(Members))
            .Concat(typeof(ConfigurationLog).GetMethods(Members))
        let row = method.GetCustomAttribute<LoggerMessageAttribute>()
        where row is not null
        orderby row.EventId
        select Line($"{row.EventId} {method.Name}", row.Message);

    private static IEnumerable<string> Of(Type type) =>
        from member in type.GetMembers(Members).OrderBy(static m => m.MetadataToken)
        from text in Texts(member)
        select Line($"{type.Name}.{member.Name}", text);

    private static IEnumerable<string> Texts(MemberInfo member) => member switch
    {
        FieldInfo { FieldType: var type } field when type == typeof(string) =>
            [(string)field.GetValue(null)!],
        PropertyInfo { PropertyType: var type } property when type == typeof(string) =>
            [(string)property.GetValue(null)!],
        PropertyInfo { PropertyType: var type } property
            when type == typeof(IReadOnlyList<string>) =>
            [string.Join(", ", (IReadOnlyList<string>)property.GetValue(null)!)],
        PropertyInfo { PropertyType: var type } property
            when type == typeof(ReadOnlySpan<byte>) =>
            [Encoding.UTF8.GetString(property.GetMethod!.CreateDelegate<BytesGetter>()())],
        MethodInfo { IsSpecialName: false, ReturnType: var type } method
            when type == typeof(string) && !IsListedElsewhere(method) => Samples(method),
        _ => [],
    };

    /// <summary>Refusals have their own part; overloads for bytes repeat the others.</summary>
    private static bool IsListedElsewhere(MethodInfo method) => method.GetParameters().Any(
        static p => p.ParameterType == typeof(RefusalCode)
            || p.ParameterType.IsByRefLike
            || p.ParameterType.IsByRef);

    /// <summary>The distinct sentences that a function returns for sample arguments.</summary>
    private static IEnumerable<string> Samples(MethodInfo method)
    {
        IEnumerable<object?[]> calls = [[]];
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            object?[] samples = SentenceSample.Of(parameter);
            calls = [.. calls.SelectMany(c => samples.Select(s => c.Append(s).ToArray()))];
        }

        return calls
            .Select(c => (string)method.Invoke(null, c)!)
            .DistinctBy(static t => t.Replace('2', '1'));
    }

    private static string Line(string name, string text) =>
        $"{name} | {text.Replace("\n", "\\n")}";
}
