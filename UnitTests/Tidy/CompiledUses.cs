using Mono.Cecil;
using Mono.Cecil.Cil;

namespace UnitTests.Tidy;

/// <summary>
/// The uses between our types, read from the compiled assemblies: base types, members, attributes
/// and the code of methods. A nested or generated type counts as its outermost type. A use of a
/// constant is missed, because the compiler copies the value.
/// </summary>
internal sealed class CompiledUses
{
    private readonly HashSet<(string From, string To)> _all = [];
    private readonly HashSet<string> _assemblies;
    private string _from = "";

    private CompiledUses(IEnumerable<string> assemblies) => _assemblies = [.. assemblies];

    /// <summary>Reads assemblies in the folder of this one.</summary>
    /// <returns>Distinct pairs of full names, without uses of a type by itself.</returns>
    public static IReadOnlyCollection<(string From, string To)> Read(params string[] assemblies)
    {
        var uses = new CompiledUses(assemblies);
        foreach (string name in assemblies)
        {
            string path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
            foreach (TypeDefinition type in assembly.MainModule.Types)
            {
                uses._from = type.FullName;
                uses.AddType(type);
            }
        }

        return uses._all;
    }

    private void AddType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        foreach (InterfaceImplementation one in type.Interfaces)
        {
            Add(one.InterfaceType);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            AddMethod(method);
        }

        foreach (TypeDefinition nested in type.NestedTypes)
        {
            AddType(nested);
        }
    }

    private void AddMethod(MethodDefinition method)
    {
        Add((MethodReference)method);
        AddAttributes(method);
        if (!method.HasBody)
        {
            return;
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            Add(variable.VariableType);
        }

        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            Add(handler.CatchType);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    Add(type);
                    break;
                case MethodReference called:
                    Add(called);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType);
                    Add(field.FieldType);
                    break;
            }
        }
    }

    private void Add(MethodReference method)
    {
        Add(method.DeclaringType);
        Add(method.ReturnType);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            Add(parameter.ParameterType);
        }

        if (method is GenericInstanceMethod generic)
        {
            AddAll(generic.GenericArguments);
        }
    }

    private void AddAttributes(ICustomAttributeProvider owner)
    {
        foreach (CustomAttribute attribute in owner.CustomAttributes)
        {
            Add(attribute.AttributeType);
        }
    }

    private void AddAll(IEnumerable<TypeReference> types)
    {
        foreach (TypeReference type in types)
        {
            Add(type);
        }
    }

    private void Add(TypeReference? type)
    {
        if (type is GenericInstanceType generic)
        {
            AddAll(generic.GenericArguments);
        }

        if (type?.GetElementType() is not { } element || element is GenericParameter)
        {
            return;
        }

        while (element.DeclaringType is not null)
        {
            element = element.DeclaringType;
        }

        if (_assemblies.Contains(AssemblyOf(element)) && element.FullName != _from)
        {
            _all.Add((_from, element.FullName));
        }
    }

    private static string AssemblyOf(TypeReference type) => type.Scope switch
    {
        AssemblyNameReference assembly => assembly.Name,
        ModuleDefinition module => module.Assembly.Name.Name,
        _ => "",
    };
}
