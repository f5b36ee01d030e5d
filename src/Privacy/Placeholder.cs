namespace Footfall.Privacy;
