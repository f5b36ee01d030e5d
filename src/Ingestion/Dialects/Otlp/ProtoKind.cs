namespace Footfall.Ingestion.Dialects.Otlp;

/// <summary>Protobuf's wire types.</summary>
internal enum ProtoKind
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
