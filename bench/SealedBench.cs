using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Footfall.Events;
using Footfall.Sealing.Envelopes;
using Footfall.Sealing.Hpke;
using Footfall.Storage.Control;
using Microsoft.Extensions.DependencyInjection;

namespace Footfall.Bench;

/// <summary>
/// The sealed project, and a request to it: one envelope as a tracker would send for one event. In place of 36 bytes of its ciphertext stands @ID@, which the load
/// generator replaces: no server can tell that the rest does not fit, and each request is an envelope of its own.
/// </summary>
internal static class SealedBench
{
    private const string Key = "ff_sealedbench";
    private const int Number = 1_000;
    private const int IdBytes = 36;

    private static readonly Guid Id = new("0b5e7a1e-0000-4000-8000-000000000001");
    private static readonly EpochId Epoch = new(0x0B5E7A1E0B5E7A1E);

    /// <summary>About what docs/formats/sealed.md makes of the event that bench/bodies.mjs sends.</summary>
    private const string Message = """
        {"v":1,"c":{"ua":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36","l":"en-GB","s":"1440x900"},
        "e":[{"i":"018f3c5e-7b2a-7c11-9d43-2f6a1b0c9e77","n":"pageview","t":1795700700000,"u":"https://bench.localhost/blog/how-we-measured-step-0?utm_source=newsletter&utm_medium=email","ti":"How we measured step 0","r":"https://www.google.com/"}]}
        """;

    /// <summary>Prints the body of a request.</summary>
    public static int PrintBody()
    {
        using var key = HpkeKey.Generate();
        using var sealer = new EnvelopeSealer(key, Id.ToByteArray(bigEndian: true), Epoch.ToBytes());
        var envelope = sealer.Seal(Encoding.UTF8.GetBytes(Message));
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)envelope.Length);
        using var output = Console.OpenStandardOutput();
        output.Write([.. length, .. envelope[..Envelope.HeadBytes], .. "@ID@"u8, .. envelope[(Envelope.HeadBytes + IdBytes)..]]);
        return 0;
    }

    /// <summary>Makes the project and its epoch, whose private key nobody keeps: nothing is opened here.</summary>
    public static async Task EnsureAsync(IServiceProvider services)
    {
        var (control, projects) = (services.GetRequiredService<ControlDatabase>(), services.GetRequiredService<ProjectDirectory>());
        if (projects.ByKey(Key) is null)
        {
            await using var context = control.Connect();
            context.Projects.Add(new ProjectRow { Id = Id, Number = Number, Key = Key, Name = "Sealed bench", Mode = TrustMode.Sealed, TimeZone = "UTC", OptOut = OptOutPolicy.KeepWithoutVisitor });
            await context.SaveChangesAsync();
            await projects.ReloadAsync();
        }

        using var key = HpkeKey.Generate();
        services.GetRequiredService<EpochDirectory>().Replace([
            new Epoch
            {
                Project = new ProjectNumber(Number),
                Id = Epoch,
                PublicKey = key.Public.ToArray(),
                NotAfter = DateTime.MaxValue.AddYears(-1),
                Statement = RandomNumberGenerator.GetBytes(114),
                Signature = RandomNumberGenerator.GetBytes(64),
                RootKey = RandomNumberGenerator.GetBytes(HpkeKey.PublicBytes),
            },
        ]);
    }
}
