# The service in one image: locked requirements, an ordinary user, kernels compiled while building.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    NUMBA_CACHE_DIR=/var/cache/ricochet \
    RICOCHET_HOST=0.0.0.0 \
    RICOCHET_STORE=/data/ricochet.duckdb \
    RICOCHET_SNAPSHOTS=/data/snapshots \
    PROMETHEUS_MULTIPROC_DIR=/var/lib/ricochet/metrics

RUN useradd --uid 1000 --create-home ricochet \
    && install --directory --owner ricochet --group ricochet /data "$NUMBA_CACHE_DIR" \
        "$PROMETHEUS_MULTIPROC_DIR"

WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY algorithms algorithms
COPY api api
COPY ricochet ricochet
RUN pip install --no-deps . && rm -rf /app/*

USER ricochet
WORKDIR /data
# What a service makes ready before it answers is compiled here, into NUMBA_CACHE_DIR: else each new container
# would take most of a minute for it.
RUN printf 'follower,followee\nada,ben\nben,cleo\ncleo,ada\n' > /tmp/warm.csv \
    && export RICOCHET_STORE=/tmp/warm.duckdb RICOCHET_SNAPSHOTS=/tmp/warm.snapshots RICOCHET_HOST=127.0.0.1 \
    && ricochet load /tmp/warm.csv --platform synthetic \
    && ricochet communities --json > /tmp/warm.json \
    && python -c 'from ricochet.wiring import create_application; create_application()' \
    && rm -r /tmp/warm.*

VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
# It listens to all, so it starts once there is a key: `ricochet keys create NAME --rights read` makes one.
# GUNICORN_CMD_ARGS adds to these options, for example --workers=4. With gunicorn's own threads as many slow
# callers as there are threads would keep all others out. A worker (`ricochet worker`) answers jobs; without
# one everything is answered at once.
CMD ["gunicorn", "--worker-class=ricochet.forked.WaitressWorker", "--workers=2", "--graceful-timeout=3", \
     "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "ricochet.serving:served_application()"]
