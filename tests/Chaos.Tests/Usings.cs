global using BackOfficeFlow.Testing;
global using Shouldly;
global using Xunit;
