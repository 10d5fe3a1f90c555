# The image of web, worker and clock. It was written without a container engine at hand and HAS NEVER BEEN BUILT:
# treat the first build as part of the work. What it should hold is tested all the same: `make stack` runs the same
# commands on one machine, and tests/tooling/test_compose.py compares the two.

FROM python:3.11-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation gettext \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes --no-deps -r requirements/base.txt

# The style sheets and scripts. Node is needed here only.
FROM node:24-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
COPY templates templates
RUN npm run build

FROM base
COPY . .
COPY --from=assets /app/static/dist static/dist
RUN for each in locale/*/LC_MESSAGES/*.po; do msgfmt --check-format -o "${each%.po}.mo" "$each"; done \
    && useradd --system --uid 10001 --no-create-home portal \
    && mkdir -p /data/media /data/static \
    && chown -R portal /data
ENV MEDIA_ROOT=/data/media STATIC_ROOT=/data/static
# The names of the hashed static files are part of the image, so that every copy of it gives out the same ones.
RUN SECRET_KEY=build DATABASE_URL=postgres:///none REDIS_URL=redis://none \
    python manage.py collectstatic --no-input --verbosity=0
USER portal
