using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Tests;

public sealed class HttpPathTests
{
    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("/Orders/", "orders")]
    [InlineData("", "")]
    [InlineData("orders/{id}/lines", "orders/{}/lines")]
    [InlineData("orders/{id:int}", "orders/{}")]
    [InlineData("orders/{id?}", "orders/{}|orders")]
    [InlineData("orders/{page=1}", "orders/{}|orders")]
    [InlineData("files/{*rest}", "files/{*}")]
    [InlineData("files/{**rest}", "files/{*}")]
    public void A_path_is_found_by_its_shape(string path, string shapes) => string.Join('|', HttpPath.Parse(path)!.Shapes).ShouldBe(shapes);

    [Theory]
    [InlineData(null)]
    [InlineData("a//b")]
    [InlineData("v{version}")]
    [InlineData("{id}-{name}")]
    [InlineData("{}")]
    [InlineData("{id?}/x")]
    [InlineData("{*rest}/x")]
    [InlineData("{id}/{ID}")]
    [InlineData("{id:regex(.*)}")]
    [InlineData("a?b=c")]
    [InlineData("1/2/3/4/5/6/7/8/9")]
    public void What_is_no_path_is_refused(string? path) => HttpPath.Parse(path).ShouldBeNull();

    [Theory]
    [InlineData("orders/{id}", "orders/7", "id=7")]
    [InlineData("orders/{id}", "ORDERS/ä b", "id=ä b")]
    [InlineData("orders/{id:int}", "orders/x", null)]
    [InlineData("orders/{id:guid}", "orders/7", null)]
    [InlineData("orders/{id:alpha}", "orders/abc", "id=abc")]
    [InlineData("orders/{id?}", "orders", "")]
    [InlineData("orders/{page=1}", "orders", "page=1")]
    [InlineData("orders", "orders/7", null)]
    [InlineData("orders/{id}", "orders", null)]
    [InlineData("orders/{id}", "orders/", null)]
    [InlineData("files/{*rest}", "files/a/b", "rest=a/b")]
    [InlineData("files/{*rest}", "files", "rest=")]
    public void A_request_fills_the_places_of_the_path(string path, string request, string? values)
    {
        var found = HttpPath.Parse(path)!.Match(request.Split('/'));

        (found is null ? null : string.Join(' ', found.Select(value => $"{value.Key}={value.Value}"))).ShouldBe(values);
    }

    [Fact]
    public void Of_the_shapes_that_a_request_may_have_the_one_that_says_most_comes_first() =>
        HttpPath.ShapesFor(["Orders", "7"]).ShouldBe(["orders/7", "orders/7/{*}", "orders/{}", "orders/{}/{*}", "orders/{*}", "{}/7", "{}/7/{*}", "{}/{}", "{}/{}/{*}", "{}/{*}", "{*}"]);

    [Fact]
    public void A_long_request_is_looked_up_no_longer_than_a_short_one() => HttpPath.ShapesFor([.. Enumerable.Repeat("a", 500)]).Count.ShouldBe(255);
}
