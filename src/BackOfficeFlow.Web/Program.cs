using BackOfficeFlow.Web;

return args is [ScenarioCommand.Name, .. var arguments]
    ? await ScenarioCommand.Run(arguments, Console.Out, Environment.GetEnvironmentVariable("CI"), CancellationToken.None)
    : await Starting.Run(args);
