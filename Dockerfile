# marpd as a container: the service by default, the command line with arguments.
#
#   docker build -t marpd .
#   docker run --rm -p 127.0.0.1:8000:8000 -e MARPD_OPEN=true marpd
#   docker run -i --rm marpd render - -o - --to pdf < talk.md > talk.pdf

ARG BASE=debian:bookworm-slim

# The virtual environment, built where pip is and copied to where it is not.
FROM ${BASE} AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3-venv \
 && rm -rf /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY requirements-build.lock requirements.lock ./
RUN python3 -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes --requirement requirements-build.lock \
 && python3 -m venv --without-pip /opt/marpd \
 && /opt/build/bin/pip --python /opt/marpd/bin/python install --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY renderers renderers
COPY themes themes
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
 && /opt/build/bin/pip --python /opt/marpd/bin/python install --no-deps /tmp/wheel/*.whl

FROM ${BASE} AS runtime
LABEL org.opencontainers.image.title="marpd" \
      org.opencontainers.image.description="A rendering service for Marp decks" \
      org.opencontainers.image.licenses="MIT"
COPY debian-packages.txt /tmp/
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 tini $(grep -v '^#' /tmp/debian-packages.txt) \
 && apt-get clean && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/dpkg.log /tmp/debian-packages.txt \
 && fc-cache --system-only
COPY --from=build /opt/marpd /opt/marpd

# Any uid may run this and nothing but /tmp is written, so a read-only root works.
ENV PATH=/opt/marpd/bin:$PATH \
    HOME=/tmp \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MARPD_SANDBOX=auto
WORKDIR /tmp
USER 10001:0
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
ENTRYPOINT ["tini", "--", "marpd"]
# Does not start before MARPD_TOKENS or MARPD_OPEN is set: only who runs the container knows who can reach it.
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
