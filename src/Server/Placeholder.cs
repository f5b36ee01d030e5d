namespace Footfall.Server;
