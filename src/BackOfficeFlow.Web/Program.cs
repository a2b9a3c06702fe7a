using BackOfficeFlow.Web;

await WebHost.Build(args).RunAsync();
