using System.Reflection;

namespace Footfall.Sdk.Client.Tests;

/// <summary>What an assembly offers to others, one line each, as a file that is reviewed when it changes.</summary>
internal static class PublicSurface
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["System.String"] = "string",
        ["System.Boolean"] = "bool",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Double"] = "double",
        ["System.Decimal"] = "decimal",
        ["System.Object"] = "object",
        ["System.Void"] = "void",
    };

    public static string Of(Assembly assembly) => string.Join('\n', assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(LinesOf)) + "\n";

    private static IEnumerable<string> LinesOf(Type type)
    {
        yield return $"{type.FullName} : {string.Join(", ", new[] { type.BaseType }.Concat(type.GetInterfaces()).OfType<Type>().Where(one => one != typeof(object)).Select(NameOf).Order(StringComparer.Ordinal))}".TrimEnd(' ', ':');
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is not MethodInfo { IsSpecialName: true } || member.Name.StartsWith("op_", StringComparison.Ordinal)).Where(member => !member.Name.Contains('<', StringComparison.Ordinal));
        foreach (var line in members.Select(LineOf).OfType<string>().Order(StringComparer.Ordinal)) yield return $"  {line}";
    }

    private static string? LineOf(MemberInfo member) => member switch
    {
        ConstructorInfo made => $"new({Parameters(made)})",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property => $"{NameOf(property.PropertyType)} {property.Name} {{ {(property.CanRead ? "get; " : "")}{(property.SetMethod?.IsPublic == true ? "set; " : "")}}}",
        FieldInfo { IsLiteral: true } field => $"{field.Name} = {field.GetRawConstantValue()}",
        _ => null,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(one => $"{NameOf(one.ParameterType)} {one.Name}{(one.HasDefaultValue ? " = " + (one.DefaultValue ?? "default") : "")}"));

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return NameOf(inner) + "?";
        if (type.IsArray) return NameOf(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return Words.GetValueOrDefault(type.FullName ?? "", type.Name);
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}
