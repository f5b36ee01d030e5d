using Footfall.Events;
using Footfall.Storage.Sealed;

namespace Footfall.Agent.Segments;

/// <summary>Reads the content of a segment whose manifest and seal were checked.</summary>
internal static class SegmentContent
{
    /// <summary>Hands the events on in parts. False where this machine cannot read the form.</summary>
    /// <exception cref="InvalidDataException">It is no content of this form.</exception>
    public static bool Read(string form, byte[] content, Scratch scratch, ProjectNumber project, Action<IReadOnlyList<Event>> take)
    {
        if (form == "arrow")
        {
            ArrowSegment.Read(content, project, take);
            return true;
        }

        if (!scratch.Exists) return false;
        return scratch.Use(path =>
        {
            File.WriteAllBytes(path, content);
            SegmentDatabase.Read(path, project, take);
            return true;
        });
    }
}
