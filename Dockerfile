# The portal as a container: built with the SDK and Node, run without either.
# Writes only to /data (a volume) and /tmp (a tmpfs): run it with a read-only root file system.

FROM node:24-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source

# What packages are needed changes more rarely than the code, so it has a layer of its own.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/CoproNetwork.Domain/CoproNetwork.Domain.csproj src/CoproNetwork.Domain/packages.lock.json src/CoproNetwork.Domain/
COPY src/CoproNetwork.Migrations.Sqlite/CoproNetwork.Migrations.Sqlite.csproj src/CoproNetwork.Migrations.Sqlite/packages.lock.json src/CoproNetwork.Migrations.Sqlite/
COPY src/CoproNetwork.Migrations.SqlServer/CoproNetwork.Migrations.SqlServer.csproj src/CoproNetwork.Migrations.SqlServer/packages.lock.json src/CoproNetwork.Migrations.SqlServer/
COPY src/CoproNetwork.Web/CoproNetwork.Web.csproj src/CoproNetwork.Web/FrontEnd.targets src/CoproNetwork.Web/packages.lock.json src/CoproNetwork.Web/
RUN dotnet restore --locked-mode src/CoproNetwork.Web

COPY src/ src/
RUN dotnet publish --no-restore --configuration Release --output /portal src/CoproNetwork.Web

# This image holds ICU with Welsh, and time zones.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
RUN install --directory --owner="$APP_UID" --group="$APP_UID" --mode=700 /data
WORKDIR /portal
COPY --from=build /portal ./
ENV ASPNETCORE_HTTP_PORTS= \
    Urls=http://+:8080 \
    ConnectionStrings__CoproNetwork="Data Source=/data/copro.db" \
    Mail__Folder=/data/mail \
    Secrets__Folder=/data/secrets \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
VOLUME /data
EXPOSE 8080

# bash speaks HTTP by itself; the image has no curl and needs none.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["dotnet", "CoproNetwork.Web.dll"]
