using BackOfficeFlow.Web;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddBackOfficeFlow(builder.Configuration);

var app = builder.Build();
app.MapBackOfficeFlow();
app.Run();
