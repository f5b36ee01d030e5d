using System.Reflection;

namespace Footfall.Server;

/// <summary>Which release this is.</summary>
public static class ProductVersion
{
    /// <summary>Without the commit behind the plus sign.</summary>
    public static readonly string Text =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
