using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every native signature is blittable or names its marshalling, so nothing may be converted behind our back.
[assembly: DisableRuntimeMarshalling]

// libduckdb lies beside the assembly; the working directory is never searched.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
