namespace Footfall.Ingestion;
