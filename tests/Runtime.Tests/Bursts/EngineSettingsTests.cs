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
