namespace Footfall.DuckDb;
