/** The folder, in name only, of the database files that are attached. */
export const segmentFolder = "segments/";
