using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime.Tests;

public sealed class EngineSettingsTests
{
    static EngineOptions Read(params (string Key, string Value)[] settings) => EngineSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());

    [Fact]
    public void Without_settings_the_engine_is_as_it_comes() => Read().ShouldBe(new EngineOptions());

    [Fact]
    public void A_host_may_be_as_Elsas_server_is()
    {
        var options = Read(("Engine:FlowchartMode", "token"), ("Engine:ValueConversion", "Lenient"), ("Engine:OutputsAfterWait", "lost"), ("Engine:UnstoredVariables", "lost"), ("Engine:IncidentStrategy", "Fault"));

        options.ShouldBe(new EngineOptions
        {
            FlowchartMode = FlowchartMode.Token, StrictConversion = false, KeepOutputsAfterWait = false, KeepUnstoredVariables = false, IncidentStrategy = IncidentStrategy.Fault
        });
    }

    [Fact]
    public void Limits_are_set_in_units_that_people_write()
    {
        var options = Read(("Engine:SecondsPerBurst", "5"), ("Engine:MegabytesPerInstance", "2"), ("Engine:ScriptSeconds", "3"));

        options.TimePerBurst.ShouldBe(TimeSpan.FromSeconds(5));
        options.BytesPerInstance.ShouldBe(2 << 20);
        options.Scripts.Time.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Retry_strategies_are_written_as_in_Elsas_settings()
    {
        var options = Read(
            ("Resilience:Strategies:0:$type", "HttpResilienceStrategy"), ("Resilience:Strategies:0:Id", "calls"), ("Resilience:Strategies:0:MaxRetryAttempts", "5"), ("Resilience:Strategies:0:Delay", "00:00:10"),
            ("Resilience:Strategies:0:BackoffType", "Linear"), ("Resilience:Strategies:0:UseJitter", "true"), ("Resilience:Strategies:1:Id", "usual"));

        options.RetryStrategies.ShouldBe([new RetryStrategy { Id = "calls", MaxRetryAttempts = 5, Delay = TimeSpan.FromSeconds(10), BackoffType = BackoffType.Linear, UseJitter = true }, new RetryStrategy { Id = "usual" }]);
    }

    [Fact]
    public void Two_retry_strategies_of_one_id_stop_the_start() =>
        Should.Throw<SettingException>(() => Read(("Resilience:Strategies:0:Id", "calls"), ("Resilience:Strategies:1:Id", "calls"))).Message.ShouldContain("two strategies");

    [Theory]
    [InlineData("Delay", "soon", "Delay: The value 'soon'")]
    [InlineData("MaxRetryAttempts", "1001", "from 0 to 1000")]
    [InlineData("DisplayName", "nameless", "Strategies:0:id")]
    public void A_retry_strategy_that_makes_no_sense_stops_the_start(string member, string value, string says) =>
        Should.Throw<SettingException>(() => Read(($"Resilience:Strategies:0:{member}", value))).Message.ShouldContain(says);

    [Theory]
    [InlineData("Engine:FlowchartMode", "Petri", "Counter, Token")]
    [InlineData("Engine:FlowchartMode", "1", "Counter, Token")]
    [InlineData("Engine:ValueConversion", "loose", "Strict, Lenient")]
    [InlineData("Engine:StepsPerBurst", "-1", "100 to 100000000")]
    [InlineData("Engine:Nesting", "601", "10 to 600")]
    [InlineData("Engine:ScriptSeconds", "0.5", "2 to 300")]
    public void A_wrong_value_stops_the_start_and_says_what_is_right(string key, string value, string says)
    {
        var refused = Should.Throw<SettingException>(() => Read((key, value)));

        refused.Message.ShouldContain(key);
        refused.Message.ShouldContain(says);
    }
}
