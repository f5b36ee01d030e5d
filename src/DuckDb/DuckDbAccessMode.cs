namespace Footfall.DuckDb;

public enum DuckDbAccessMode
{
    /// <summary>Reads and writes; creates the file where there is none.</summary>
    ReadWrite,

    /// <summary>The file must exist. Several processes may read a file that none writes.</summary>
    ReadOnly,
}
