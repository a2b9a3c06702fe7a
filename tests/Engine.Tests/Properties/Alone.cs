namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>Tests that keep a processor busy for seconds: beside them others would run into their time limits.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
