using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CoproNetwork.Domain.Common;

/// <summary>Databases keep no kind; every stored instant is UTC.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => value,
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
