# The hub as one image; docker-compose.yml says which of its processes a container runs.

# Only to fetch the page styles: Node is not in the final image.
FROM node:24-slim AS styles
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000
WORKDIR /app
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin hub

COPY requirements.lock ./
RUN pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements.lock

COPY . ./
COPY --from=styles /app/node_modules node_modules

# The settings want values; these reach no database and stay in no layer.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex())')" \
    DATABASE_URL=postgres://nowhere.invalid/hub REDIS_URL=redis://nowhere.invalid/0 \
    ALLOWED_HOSTS=nowhere.invalid COMPRESS=1 \
    python -m improvement_hub.runtime.prepare static \
    && mkdir -p var/beat var/documents && chown -R hub:hub var

USER hub
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s --retries=4 \
    CMD ["python", "-m", "improvement_hub.runtime.health", "web"]
CMD ["python", "-m", "improvement_hub.runtime.serve", "web"]
