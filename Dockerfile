# The product as an image. Build it at the repository's root: docker build -t backofficeflow .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# npm brings the designer; with CI set, an image without it is an error.
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
ENV CI=true
WORKDIR /source
COPY . .
RUN dotnet publish src/BackOfficeFlow.Web -c Release -o /product

# The usual image carries ICU and the time zones; the smaller ones do not.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /product .
COPY workflows ./workflows
RUN mkdir data && chown app data
USER app
VOLUME /app/data
ENV ASPNETCORE_HTTP_PORTS= \
    URLS=http://+:8080
EXPOSE 8080
ENTRYPOINT ["dotnet", "BackOfficeFlow.Web.dll"]
