namespace Footfall.Query;
