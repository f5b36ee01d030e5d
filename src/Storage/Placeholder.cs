namespace Footfall.Storage;
