namespace Footfall.Query.Results;

/// <summary>An amount of money as an answer tells it.</summary>
internal readonly record struct RevenueValue(decimal Value, string Currency)
{
    /// <summary>As <c>€500.2M</c>.</summary>
    public string Short => Money.Short(Value, Currency);

    /// <summary>As <c>€500,200,700.25</c>.</summary>
    public string Long => Money.Long(Value, Currency);
}
