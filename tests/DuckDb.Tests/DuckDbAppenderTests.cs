using System.Globalization;
using Xunit;

namespace Footfall.DuckDb.Tests;

public sealed class DuckDbAppenderTests : IDisposable
{
    private static readonly DateTime _time = new(2026, 11, 22, 10, 11, 12, 123, DateTimeKind.Utc);

    private readonly OpenDatabase _open = new();

    [Fact]
    public void EveryTypeIsReadBackAsItWasAppended()
    {
        _open.Connection.Execute("""
            CREATE TABLE t (b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INTEGER, i64 BIGINT, u8 UTINYINT, u16 USMALLINT, u32 UINTEGER, u64 UBIGINT, h HUGEINT,
                f FLOAT, d DOUBLE, m4 DECIMAL(4,2), m9 DECIMAL(9,2), m18 DECIMAL(18,3), m38 DECIMAL(38,10), s VARCHAR, ts TIMESTAMP, dt DATE, id UUID,
                props MAP(VARCHAR, VARCHAR), numbers MAP(VARCHAR, DOUBLE))
            """);
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        using (var appender = _open.Connection.CreateAppender("t"))
        {
            Assert.Equal(22, appender.ColumnCount);
            appender.CreateRow().AppendValue(true).AppendValue((int)sbyte.MinValue).AppendValue((int)short.MaxValue).AppendValue(int.MinValue)
                .AppendValue(long.MinValue).AppendValue((byte)255).AppendValue((ushort)65535).AppendValue(uint.MaxValue).AppendValue(ulong.MaxValue)
                .AppendValue(ulong.MaxValue).AppendValue(1.5).AppendValue(0.1).AppendValue(-99.99m).AppendValue(1234567.89m)
                .AppendValue(-999999999999999.999m).AppendValue(12345678901234567.0123456789m).AppendValue("žluťoučký kůň 🐎").AppendValue(_time)
                .AppendValue(new DateOnly(1969, 12, 31)).AppendValue(id).AppendValue(Texts(("plan", "pro"), ("a key longer than twelve", "")))
                .AppendValue(Numbers(("seats", 3.5))).EndRow();
            var empty = appender.CreateRow();
            for (var column = 0; column < appender.ColumnCount; column++)
                empty.AppendNullValue();
            empty.EndRow();
            appender.Close();
        }

        var rows = _open.Rows("SELECT * FROM t");
        Assert.Equal(
            [
                true, sbyte.MinValue, short.MaxValue, int.MinValue, long.MinValue, byte.MaxValue, ushort.MaxValue, uint.MaxValue, ulong.MaxValue,
                (Int128)ulong.MaxValue, 1.5f, 0.1, -99.99m, 1234567.89m, -999999999999999.999m, 12345678901234567.0123456789m, "žluťoučký kůň 🐎", _time,
                new DateOnly(1969, 12, 31), id,
            ],
            rows[0][..20]);
        Assert.Equal(new Dictionary<string, object?> { ["plan"] = "pro", ["a key longer than twelve"] = "" }, rows[0][20]);
        Assert.Equal(new Dictionary<string, object?> { ["seats"] = 3.5 }, rows[0][21]);
        Assert.All(rows[1], Assert.Null);
        Assert.Equal(1L, _open.Scalar("SELECT count(*) FROM t WHERE id = UUID '00112233-4455-6677-8899-aabbccddeeff' AND props['plan'] = 'pro'"));
    }

    [Fact]
    public void AHundredThousandRowsWithMapsNullsAndLongTextsComeBack()
    {
        const int Rows = 100_000;
        _open.Connection.Execute("CREATE TABLE t (i BIGINT, s VARCHAR, maybe INTEGER, props MAP(VARCHAR, VARCHAR), numbers MAP(VARCHAR, DOUBLE))");
        using var appender = _open.Connection.CreateAppender("t");
        for (var i = 0; i < Rows; i++)
        {
            appender.CreateRow().AppendValue(i).AppendValue(Text(i)).AppendValue(i % 3 == 0 ? null : i)
                .AppendValue(i % 5 == 0 ? null : Props(i)).AppendValue(Numbers(("n", i), ("half", i / 2.0))).EndRow();
        }

        appender.Flush();
        using var result = _open.Connection.Query("SELECT * FROM t ORDER BY i");
        var at = 0;
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++, at++)
            {
                Assert.Equal(at, chunk.Column(0).GetInt64(row));
                Assert.Equal(Text(at), chunk.Column(1).GetString(row));
                Assert.Equal(at % 3 == 0 ? null : at, (int?)chunk.Column(2).GetValue(row));
                Assert.Equal(at % 5 == 0 ? null : Props(at).ToDictionary(prop => prop.Key, object? (prop) => prop.Value), chunk.Column(3).GetValue(row));
                Assert.Equal(at / 2.0, Assert.IsType<Dictionary<string, object?>>(chunk.Column(4).GetValue(row))["half"]);
            }
        }

        Assert.Equal(Rows, at);
    }

    [Fact]
    public void UnderTenThousandEntriesAMapsNullValuesStayNull()
    {
        _open.Connection.Execute("CREATE TABLE t (props MAP(VARCHAR, VARCHAR))");
        using var appender = _open.Connection.CreateAppender("t");
        var props = Enumerable.Range(0, 9_000).Select(i => KeyValuePair.Create($"key number {i}", i % 2 == 0 ? null! : $"value number {i}")).ToArray();
        appender.CreateRow().AppendValue(props).EndRow();
        appender.CreateRow().AppendValue([KeyValuePair.Create("k", (string)null!)]).EndRow();
        appender.Flush();
        var rows = _open.Rows("SELECT props FROM t");
        Assert.Equal(props.ToDictionary(prop => prop.Key, object? (prop) => prop.Value), rows[0][0]);
        Assert.Equal(new Dictionary<string, object?> { ["k"] = null }, rows[1][0]);
    }

    [Fact]
    public void BytesOfAnyValueAndLengthAreAppendedAsABlob()
    {
        _open.Connection.Execute("CREATE TABLE t (b BLOB)");
        byte[][] blobs = [[], [0], [0xFF, 0xF5, 0xC1, 0xFE], [.. Enumerable.Range(0, 12).Select(n => (byte)n)], [.. Enumerable.Range(0, 70_000).Select(n => (byte)n)]];
        using (var appender = _open.Connection.CreateAppender("t"))
        {
            foreach (var blob in blobs)
                appender.CreateRow().AppendBlob(blob).EndRow();
            appender.Close();
        }

        Assert.Equal(blobs, _open.Rows("SELECT b FROM t ORDER BY octet_length(b)").Select(row => Assert.IsType<byte[]>(row[0])));
    }

    [Fact]
    public void BytesAreNoText()
    {
        _open.Connection.Execute("CREATE TABLE t (s VARCHAR)");
        using var appender = _open.Connection.CreateAppender("t");
        Assert.Throws<InvalidCastException>(() => appender.CreateRow().AppendBlob([1]));
    }

    [Fact]
    public void ATextOfAMegabyteAndUtf8BytesAreAppended()
    {
        _open.Connection.Execute("CREATE TABLE t (s VARCHAR)");
        using var appender = _open.Connection.CreateAppender("t");
        string[] texts = [new('ž', 1_000_000), "", "twelve bytes", "thirteen byte", "éééééé", "ééééééé", "a\0b", new('x', 300_000)];
        foreach (var text in texts)
        {
            appender.CreateRow().AppendValue(text).EndRow();
            appender.CreateRow().AppendValue(System.Text.Encoding.UTF8.GetBytes(text)).EndRow();
        }

        appender.Flush();
        Assert.Equal(texts.SelectMany(text => new object?[] { text, text }), _open.Rows("SELECT s FROM t").Select(row => row[0]));
    }

    [Fact]
    public void ALoneSurrogateIsReplacedAndBadBytesAreRefused()
    {
        _open.Connection.Execute("CREATE TABLE t (s VARCHAR)");
        using var appender = _open.Connection.CreateAppender("t");
        appender.CreateRow().AppendValue("a\uD800b").EndRow();
        Assert.Throws<ArgumentException>(() => appender.CreateRow().AppendValue((ReadOnlySpan<byte>)[0xC3, 0x28]));
        appender.CreateRow().AppendValue("fine"u8).EndRow();
        appender.Flush();
        Assert.Equal(["a\uFFFDb", "fine"], _open.Rows("SELECT s FROM t").Select(row => row[0]));
    }

    [Fact]
    public void ARowThatWasGivenUpLeavesNothingBehind()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER, s VARCHAR, props MAP(VARCHAR, VARCHAR))");
        using var appender = _open.Connection.CreateAppender("t");
        appender.CreateRow().AppendNullValue().AppendNullValue().AppendValue(Texts(("given", "up")));
        var row = appender.CreateRow();
        row.AppendValue(1).AppendValue("kept").AppendValue(Texts(("k", "v"))).EndRow();
        Assert.Throws<InvalidCastException>(() => appender.CreateRow().AppendValue("not a number"));
        Assert.Throws<InvalidOperationException>(appender.Flush);
        appender.CreateRow().AppendValue(2).AppendValue("also").AppendValue(Array.Empty<KeyValuePair<string, string>>()).EndRow();
        appender.Flush();
        var rows = _open.Rows("SELECT a, s, props FROM t");
        Assert.Equal([1, "kept"], rows[0][..2]);
        Assert.Equal(new Dictionary<string, object?> { ["k"] = "v" }, rows[0][2]);
        Assert.Equal([2, "also"], rows[1][..2]);
        Assert.Empty(Assert.IsType<Dictionary<string, object?>>(rows[1][2]));
    }

    [Fact]
    public void TooFewAndTooManyValuesAreRefused()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER, b INTEGER)");
        using var appender = _open.Connection.CreateAppender("t");
        var row = appender.CreateRow().AppendValue(1);
        Assert.Throws<InvalidOperationException>(row.EndRow);
        row.AppendValue(2);
        Assert.Throws<InvalidOperationException>(() => row.AppendValue(3));
        row.EndRow();
        Assert.Throws<InvalidOperationException>(row.EndRow);
        Assert.Throws<InvalidOperationException>(() => row.AppendValue(1));
        appender.Flush();
        Assert.Equal(1L, _open.Scalar("SELECT count(*) FROM t"));
    }

    [Fact]
    public void AValueThatDoesNotFitItsColumnIsRefusedByName()
    {
        _open.Connection.Execute("CREATE TABLE t (a UTINYINT, u UBIGINT, m DECIMAL(5,2))");
        using var appender = _open.Connection.CreateAppender("t");
        Assert.Contains("UTINYINT", Assert.Throws<OverflowException>(() => appender.CreateRow().AppendValue(256)).Message, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => appender.CreateRow().AppendValue(-1));
        Assert.Throws<OverflowException>(() => appender.CreateRow().AppendValue(1).AppendValue(-1));
        Assert.Throws<OverflowException>(() => appender.CreateRow().AppendValue(1).AppendValue(1).AppendValue(1000m));
        Assert.Throws<OverflowException>(() => appender.CreateRow().AppendValue(1).AppendValue(1).AppendValue(999.995m));
        appender.CreateRow().AppendValue(255).AppendValue(1).AppendValue(999.994m).EndRow();
        appender.CreateRow().AppendValue(0).AppendValue(1).AppendValue(-0.005m).EndRow();
        appender.Flush();
        Assert.Equal([999.99m, -0.01m], _open.Rows("SELECT m FROM t").Select(row => row[0]));
    }

    [Fact]
    public void ARepeatedOrMissingMapKeyIsRefused()
    {
        _open.Connection.Execute("CREATE TABLE t (props MAP(VARCHAR, VARCHAR))");
        using var appender = _open.Connection.CreateAppender("t");
        Assert.Throws<ArgumentException>(() => appender.CreateRow().AppendValue(Texts(("a", "1"), ("b", "2"), ("a", "3"))));
        Assert.Throws<ArgumentException>(() => appender.CreateRow().AppendValue(Texts((null!, "1"))));
        var many = Enumerable.Range(0, 64).Select(i => KeyValuePair.Create(i == 63 ? "0" : i.ToString(CultureInfo.InvariantCulture), "v")).ToArray();
        Assert.Throws<ArgumentException>(() => appender.CreateRow().AppendValue(many));
        appender.CreateRow().AppendValue(many[..63]).EndRow();
        appender.Flush();
        Assert.Equal(63ul, _open.Scalar("SELECT cardinality(props) FROM t"));
    }

    [Fact]
    public void AViolatedConstraintSurfacesAtFlushAndTheAppenderStaysUnusable()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER NOT NULL)");
        _open.Connection.Execute("INSERT INTO t VALUES (1, 1)");
        using (var appender = _open.Connection.CreateAppender("t"))
        {
            appender.CreateRow().AppendValue(2).AppendValue(2).EndRow();
            appender.CreateRow().AppendValue(1).AppendValue(2).EndRow();
            var error = Assert.Throws<DuckDbException>(appender.Flush);
            Assert.Equal(DuckDbErrorType.Constraint, error.ErrorType);
            Assert.Contains("1", error.Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(appender.Flush);
            Assert.Throws<InvalidOperationException>(appender.CreateRow);
        }

        using (var appender = _open.Connection.CreateAppender("t"))
        {
            appender.CreateRow().AppendValue(3).AppendNullValue().EndRow();
            Assert.Equal(DuckDbErrorType.Constraint, Assert.Throws<DuckDbException>(appender.Close).ErrorType);
        }

        Assert.Equal(1L, _open.Scalar("SELECT count(*) FROM t"));
    }

    [Fact]
    public void RowsThatWereNotFlushedAreDroppedByDispose()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER)");
        var appender = _open.Connection.CreateAppender("t");
        for (var i = 0; i < 5_000; i++)
            appender.CreateRow().AppendValue(i).EndRow();
        var row = appender.CreateRow();
        appender.Dispose();
        appender.Dispose();
        Assert.Equal(0L, _open.Scalar("SELECT count(*) FROM t"));
        Assert.Throws<ObjectDisposedException>(appender.Flush);
        Assert.Throws<ObjectDisposedException>(appender.CreateRow);
        Assert.Throws<InvalidOperationException>(() => row.AppendValue(1));
    }

    [Fact]
    public void AppendedRowsBelongToTheTransaction()
    {
        var connection = _open.Connection;
        connection.Execute("CREATE TABLE t (a INTEGER)");
        foreach (var end in new[] { "ROLLBACK", "COMMIT" })
        {
            connection.Execute("BEGIN TRANSACTION");
            using (var appender = connection.CreateAppender("t"))
            {
                for (var i = 0; i < 10_000; i++)
                    appender.CreateRow().AppendValue(i).EndRow();
                appender.Close();
            }

            Assert.Equal(10_000L, _open.Scalar("SELECT count(*) FROM t"));
            connection.Execute(end);
        }

        Assert.Equal(10_000L, _open.Scalar("SELECT count(*) FROM t"));
    }

    [Fact]
    public void NamedColumnsAreGivenAndTheOthersTakeTheirDefaults()
    {
        _open.Connection.Execute("CREATE TABLE t (a INTEGER DEFAULT 7, b VARCHAR, c INTEGER)");
        using var appender = _open.Connection.CreateAppender("t", "c", "b");
        Assert.Equal(2, appender.ColumnCount);
        Assert.Equal(DuckDbType.Integer, appender.ColumnType(0).Id);
        appender.CreateRow().AppendValue(1).AppendValue("x").EndRow();
        appender.Flush();
        Assert.Equal([7, "x", 1], Assert.Single(_open.Rows("SELECT a, b, c FROM t")));
    }

    [Fact]
    public void AMissingTableOrColumnIsAnError()
    {
        Assert.Equal(DuckDbErrorType.Catalog, Assert.Throws<DuckDbException>(() => _open.Connection.CreateAppender("missing")).ErrorType);
        _open.Connection.Execute("CREATE TABLE t (a INTEGER)");
        Assert.Throws<DuckDbException>(() => _open.Connection.CreateAppender("t", "missing"));
    }

    public void Dispose() => _open.Dispose();

    private static string Text(int i) => i % 7 == 0 ? "" : i % 2 == 0 ? $"s{i}" : $"a longer text, number {i}, with ěšč 🐎";

    private static KeyValuePair<string, string>[] Props(int i) =>
        [.. Enumerable.Range(0, i % 11).Select(at => KeyValuePair.Create($"prop {at}", $"the value of event {i}"))];

    private static KeyValuePair<string, string>[] Texts(params (string Key, string Value)[] entries) =>
        Array.ConvertAll(entries, entry => KeyValuePair.Create(entry.Key, entry.Value));

    private static KeyValuePair<string, double>[] Numbers(params (string Key, double Value)[] entries) =>
        Array.ConvertAll(entries, entry => KeyValuePair.Create(entry.Key, entry.Value));
}
