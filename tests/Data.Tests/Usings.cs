global using BackOfficeFlow.Data.Providers;
global using BackOfficeFlow.Testing;
global using Shouldly;
global using Xunit;
