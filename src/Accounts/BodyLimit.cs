using Microsoft.AspNetCore.Http.Metadata;

namespace Footfall.Accounts;

/// <summary>How large a request's body may be; a larger one is answered 413.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
