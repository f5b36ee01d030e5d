namespace Footfall.Ingestion.Journal.Files;

/// <summary>
/// All that the journal asks of a file system, in its own directory. There are two: <see cref="DiskFiles"/>, and the tests' one that loses power.
/// Failures are <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>. A name may begin with one folder and a slash.
/// </summary>
internal interface IJournalFiles
{
    /// <summary>Makes a file that was not there, readable by this account only. Its name is durable after <see cref="SyncDirectory"/>.</summary>
    IJournalFile Create(string name);

    IJournalFile Open(string name);

    void Delete(string name);

    /// <summary>The files of a folder, without the folder's name; the journal's own folder is the empty string.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>Returns when the folder's names (made, not those deleted, matter here) are on the disk.</summary>
    void SyncDirectory(string folder);

    DiskSpace Space();
}
