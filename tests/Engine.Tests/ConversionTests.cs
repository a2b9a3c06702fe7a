namespace BackOfficeFlow.Engine.Tests;

/// <summary>Values as variables and inputs take them: what fits, what is made to fit, what is refused (strict) or becomes the type's default (lenient).</summary>
public sealed class ConversionTests
{
    static string Show(object? value) => value is null ? "null" : $"{value.GetType().Name switch { "List`1" => "List", "Dictionary`2" => "Map", var name => name }} {Values.Text(value)}";

    [Theory]
    [InlineData("Int32", "\"7\"", "Int64 7")]
    [InlineData("Int64", "7.0", "Int64 7")]
    [InlineData("Long", "\"7\"", "Int64 7")]
    [InlineData("int16", "\" 7 \"", "Int64 7")]
    [InlineData("Double", "\"7.5\"", "Double 7.5")]
    [InlineData("Single", "7.5", "Double 7.5")]
    [InlineData("Decimal", "\"7.50\"", "Decimal 7.50")]
    [InlineData("Boolean", "\"true\"", "Boolean True")]
    [InlineData("Boolean", "0", "Boolean False")]
    [InlineData("String", "7", "String 7")]
    [InlineData("String", "true", "String True")]
    [InlineData("String", "[1,2]", "String [1,2]")]
    [InlineData("Guid", "\"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11\"", "Guid a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("TimeSpan", "\"1.02:03:04\"", "TimeSpan 1.02:03:04")]
    [InlineData("DateTime", "\"2026-01-05\"", "DateTimeOffset 2026-01-05T00:00:00.0000000+00:00")]
    [InlineData("DateTimeOffset", "\"2026-01-05T10:00:00+01:00\"", "DateTimeOffset 2026-01-05T10:00:00.0000000+01:00")]
    [InlineData("DateOnly", "\"2026-01-05\"", "DateOnly 2026-01-05")]
    [InlineData("ByteArray", "\"aGk=\"", "Byte[] aGk=")]
    [InlineData("Byte[]", "[104,105]", "Byte[] aGk=")]
    [InlineData("Stream", "\"aGk=\"", "String aGk=")]
    [InlineData("Object", "\"{\\\"a\\\":1}\"", "String {\"a\":1}")]
    [InlineData("JSON", "\"{\\\"a\\\":1}\"", "Map {\"a\":1}")]
    [InlineData("JsonElement", "\"[1,2]\"", "List [1,2]")]
    [InlineData("JsonNode", "\"plain\"", "String plain")]
    [InlineData("JsonObject", "\"{\\\"a\\\":1}\"", "Map {\"a\":1}")]
    [InlineData("JsonArray", "\"[1,\\\"2\\\"]\"", "List [1,\"2\"]")]
    [InlineData("ObjectDictionary", "{\"a\":1}", "Map {\"a\":1}")]
    [InlineData("StringMap", "\"{\\\"a\\\":1}\"", "Map {\"a\":1}")]
    [InlineData("Int32[]", "[\"1\",2.0]", "List [1,2]")]
    [InlineData("Int32[]", "\"[1,2]\"", "List [1,2]")]
    [InlineData("List<Int32>", "[\"1\"]", "List [1]")]
    [InlineData("List<String>", "[1,true]", "List [\"1\",\"True\"]")]
    [InlineData("ICollection<Object>", "[1,\"a\"]", "List [1,\"a\"]")]
    [InlineData("IEnumerable<String>", "\"one\"", "List [\"one\"]")]
    [InlineData("HashSet<Int32>", "[1,\"1\",2]", "List [1,2]")]
    [InlineData("List<List<Int32>>", "[[\"1\"],[\"2\"]]", "List [[1],[2]]")]
    [InlineData("Int32?", "\"7\"", "Int64 7")]
    [InlineData("Int32?", "null", "null")]
    [InlineData("Guid?[]", "[null]", "List [null]")]
    [InlineData("System.Int32", "\"7\"", "Int64 7")]
    [InlineData("System.Int32, System.Private.CoreLib", "\"7\"", "Int64 7")]
    [InlineData("System.Int32[], System.Private.CoreLib", "[\"7\"]", "List [7]")]
    [InlineData("System.Byte[], System.Private.CoreLib", "\"aGk=\"", "Byte[] aGk=")]
    [InlineData("System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib", "[\"7\"]", "List [7]")]
    [InlineData("System.Collections.Generic.HashSet`1[[System.String, System.Private.CoreLib, Version=8.0.0.0]], System.Collections", "[\"a\",\"a\"]", "List [\"a\"]")]
    [InlineData("System.Nullable`1[[System.Int32, System.Private.CoreLib]], System.Private.CoreLib", "\"7\"", "Int64 7")]
    [InlineData("System.Collections.Generic.IDictionary`2[[System.String, System.Private.CoreLib],[System.Object, System.Private.CoreLib]], System.Private.CoreLib", "{\"a\":1}", "Map {\"a\":1}")]
    [InlineData("System.Dynamic.ExpandoObject, System.Linq.Expressions", "{\"a\":1}", "Map {\"a\":1}")]
    public void A_value_is_made_to_fit(string type, string json, string expected)
    {
        Values.TypeOf(type).ShouldNotBeNull();

        Show(Values.Fit(Values.ParseJson(json), type, false, strict: true)).ShouldBe(expected);
        Show(Values.Fit(Values.ParseJson(json), type, false, strict: false)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Int32", "\"x\"", "Int64 0")]
    [InlineData("Int32", "\"\"", "Int64 0")]
    [InlineData("Int32", "99999999999", "Int64 0")]
    [InlineData("Int32", "\"2.6\"", "Int64 0")]
    [InlineData("Int32", "2.6", "Int64 3")]
    [InlineData("Boolean", "\"yes\"", "Boolean False")]
    [InlineData("Guid", "\"x\"", "Guid 00000000-0000-0000-0000-000000000000")]
    [InlineData("TimeSpan", "\"x\"", "TimeSpan 00:00:00")]
    [InlineData("DateTimeOffset", "\"tomorrow\"", "DateTimeOffset 0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("ByteArray", "\"%%\"", "null")]
    [InlineData("Int32[]", "[\"1\",\"x\"]", "List [1,0]")]
    [InlineData("List<Guid>", "[\"x\"]", "List [\"00000000-0000-0000-0000-000000000000\"]")]
    public void What_does_not_fit_is_refused_or_becomes_the_default(string type, string json, string lenient)
    {
        Should.Throw<ValueException>(() => Values.Fit(Values.ParseJson(json), type, false, strict: true)).Message.ShouldContain("does not fit");

        Show(Values.Fit(Values.ParseJson(json), type, false, strict: false)).ShouldBe(lenient);
    }

    [Theory]
    [InlineData("JsonElement", "\"[1,\"")]
    [InlineData("JsonObject", "\"x\"")]
    [InlineData("ObjectDictionary", "\"{ invalid json }\"")]
    [InlineData("Int32", "{}")]
    [InlineData("Int32", "[1]")]
    [InlineData("Boolean", "{\"a\":true}")]
    [InlineData("Guid", "7")]
    [InlineData("DateTimeOffset", "true")]
    [InlineData("Int32[]", "[1,{}]")]
    public void What_is_of_another_kind_is_refused_by_lenient_hosts_as_well(string type, string json)
    {
        foreach (var strict in new[] { true, false })
            Should.Throw<ValueException>(() => Values.Fit(Values.ParseJson(json), type, false, strict)).Message.ShouldContain("does not fit");
    }

    [Fact]
    public void Dates_become_instants_and_instants_dates()
    {
        Show(Values.Fit(new DateOnly(2023, 1, 1), "DateTime", false, strict: true)).ShouldBe("DateTimeOffset 2023-01-01T00:00:00.0000000+00:00");
        Show(Values.Fit(new DateTimeOffset(2023, 1, 1, 5, 0, 0, TimeSpan.Zero), "DateOnly", false, strict: true)).ShouldBe("DateOnly 2023-01-01");
    }

    [Theory]
    [InlineData("Foo.Bar, X")]
    [InlineData("List<Foo>")]
    [InlineData("Acme.String, Acme")]
    [InlineData("Lazy`1[[System.Int32]]")]
    [InlineData("List<")]
    [InlineData("[]")]
    [InlineData("`")]
    [InlineData("<>")]
    [InlineData("?")]
    public void An_unknown_type_is_unknown(string type) => Values.TypeOf(type).ShouldBeNull();
}
