# The build needs the SDK and Node; the image that runs has neither.
FROM mcr.microsoft.com/dotnet/sdk:10.0-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends curl make ca-certificates gnupg \
    && curl -fsSL https://deb.nodesource.com/setup_20.x | bash - && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/*
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
