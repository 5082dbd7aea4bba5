using Mono.Cecil;
using NBomber.CSharp;

namespace UnitTests.Load.NBomberDouble;

/// <summary>
/// Compares the double with NBomber's published signatures, in an assembly that
/// <c>NBOMBER_SIGNATURES_DLL</c> names. They are not part of the repository.
/// </summary>
internal sealed class SignatureTests
{
    [Test]
    public void Double_has_exactly_the_published_signatures()
    {
        string? path = Environment.GetEnvironmentVariable("NBOMBER_SIGNATURES_DLL");
        if (string.IsNullOrEmpty(path))
        {
            Assert.Ignore("There are no signatures: NBOMBER_SIGNATURES_DLL is not set.");
        }

        Assert.That(
            Members(typeof(NBomberRunner).Assembly.Location), Is.EquivalentTo(Members(path)));
    }

    private static List<string> Members(string path)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        var members = new List<string>();
        foreach (TypeDefinition type in assembly.MainModule.Types.Where(static t =>
            t.IsPublic && t.Namespace.StartsWith("NBomber", StringComparison.Ordinal)))
        {
            members.Add($"{Kind(type)} {type.FullName}{Obsolete(type)}");
            members.AddRange(type.Fields
                .Where(static f => f.IsPublic && !f.IsSpecialName)
                .Select(static f => $"{f.FullName} = {f.Constant}"));

            // Constructors are left out, because compilers add them.
            members.AddRange(type.Methods
                .Where(static m => m.IsPublic && !m.IsConstructor)
                .Select(Describe));
            members.AddRange(type.Properties
                .Where(static p => p.GetMethod?.IsPublic == true)
                .Select(static p => $"{p.FullName}{Obsolete(p)}"));
        }

        return members;
    }

    private static string Kind(TypeDefinition type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsAbstract && type.IsSealed
            ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed
                ? "sealed class" : "class";

    private static string Describe(MethodDefinition method) =>
        method.FullName + string.Concat(method.Parameters.Select(static p =>
            $" {p.Name}={(p.HasConstant ? p.Constant ?? "null" : "none")}"
            + string.Concat(p.CustomAttributes
                .Where(static a => a.AttributeType.Name == "ParamArrayAttribute")
                .Select(static _ => " params"))))
        + (method.CustomAttributes.Any(static a => a.AttributeType.Name == "ExtensionAttribute")
            ? " extension" : "");

    private static string Obsolete(ICustomAttributeProvider member) =>
        member.CustomAttributes.Any(static a => a.AttributeType.Name == "ObsoleteAttribute")
            ? " obsolete" : "";
}
