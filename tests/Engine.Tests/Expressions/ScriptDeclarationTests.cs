using System.Text.RegularExpressions;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>What the designer's editor of scripts completes.</summary>
public sealed class ScriptDeclarationTests
{
    [Fact]
    public async Task Every_function_that_is_declared_can_be_called()
    {
        var names = ScriptDeclarations.Functions.Select(function => function[..function.IndexOf('(', StringComparison.Ordinal)]).ToList();
        var bench = new Bench(Write.Definition(Write.Activity("Elsa.WriteLine", "Say", Write.Input("text", "String", "JavaScript", string.Join(" + ' ' + ", names.Select(name => $"typeof {name}"))))));

        await bench.Start();

        names.ShouldBeUnique();
        bench.Console.ShouldHaveSingleItem().Split(' ').ShouldAllBe(type => type == "function");
    }

    [Fact]
    public void Variables_inputs_and_outputs_of_a_process_are_declared_by_their_names()
    {
        var definition = DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(
            """
            {"id":"v","definitionId":"d","version":1,"root":{"id":"r","type":"Elsa.Start"},
             "variables":[{"id":"1","name":"Amount","typeName":"Decimal"},{"id":"2","name":"order lines","typeName":"String","isArray":true}],
             "inputs":[{"name":"customer","type":"String"},{"name":"Amount","type":"Decimal"}]}
            """)).Definition!;

        var said = ScriptDeclarations.Of(definition, [("Decide", "Result"), ("not a name", "Result")]);

        said.ShouldContain("  Amount: number;\n");
        said.ShouldContain("declare function getAmount(): number;\n");
        said.ShouldContain("declare function setOrderLines(value: string[]): void;\n");
        said.ShouldContain("declare function getCustomer(): string;\n");
        said.ShouldContain("declare function getResultFromDecide(): any;\n");
        said.ShouldNotContain("not a name");
        Regex.Count(said, @"function getAmount\(").ShouldBe(1);
    }

    [Fact]
    public void Without_a_process_what_all_scripts_have_is_declared() =>
        ScriptDeclarations.Of(null, []).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(ScriptDeclarations.Functions.Count);
}
