# The build needs the SDK and Node; the image that runs has neither.
FROM node:20-bookworm-slim AS node

# .NET 10 has images on Ubuntu only; what is published there is self-contained and asks for no newer glibc than Debian 12 has.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /source
COPY . .
RUN make publish

FROM debian:bookworm-slim
# ICU is not used; time zones are.
RUN apt-get update && apt-get install -y --no-install-recommends libstdc++6 libssl3 ca-certificates tzdata && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home footfall && install -d -o footfall -g footfall -m 0700 /data
COPY --from=build --chown=root:root /source/artifacts/publish /opt/footfall
USER 10001:10001
ENV FOOTFALL_DATA=/data FOOTFALL_URLS=http://0.0.0.0:8000 DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/opt/footfall/footfall", "health"]
ENTRYPOINT ["/opt/footfall/footfall"]
CMD ["serve"]
