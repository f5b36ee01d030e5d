using System.Diagnostics;
using Xunit;

namespace Footfall.Reliability.Tests.Running;

/// <summary>What this machine lets the tests do. A test that needs more than there is is skipped by name, with the reason.</summary>
internal static class Machine
{
    public const string FakeTimeLibrary = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

    public static void NeedsLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Linux.");

    public static void NeedsFakeTime()
    {
        NeedsLinux();
        Assert.SkipUnless(File.Exists(FakeTimeLibrary), "Needs libfaketime (sudo apt-get install libfaketime).");
    }

    public static void NeedsTrace()
    {
        NeedsLinux();
        Assert.SkipUnless(Succeeds("strace", "-o", "/dev/null", "true"), "Needs strace and the right to trace a child (ptrace).");
    }

    /// <summary>True where the command could be started and said that it went well.</summary>
    public static bool Succeeds(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public static void Run(string command, params string[] arguments) =>
        Assert.True(Succeeds(command, arguments), $"{command} {string.Join(' ', arguments)} failed.");
}
