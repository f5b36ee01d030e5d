namespace Footfall.Accounts;
