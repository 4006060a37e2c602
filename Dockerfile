# The bot runs from its source: there is nothing to build. The first stage fetches what it needs at run time,
# the second is what runs. The minor version of Node is that of the `node` devDependency in package.json.
FROM node:24.21-slim AS fetched
WORKDIR /app
COPY package.json package-lock.json ./
# No package needs an install script; none gets to run one.
RUN npm ci --ignore-scripts --omit=dev
COPY LICENSE ./
COPY src ./src
# A clone made under a strict umask must not lock the unprivileged user out; nor may that user write.
RUN chmod -R u=rwX,go=rX .

FROM node:24.21-slim
# The version is package.json's; test/release.test.ts holds the two together.
LABEL org.opencontainers.image.title="OsiMesa order bot" \
      org.opencontainers.image.description="Telegram bot with which resellers order from the OsiMesa API: each order placed exactly once, its result always told" \
      org.opencontainers.image.version="1.1.0" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="docker.io/library/node:24.21-slim"
ENV NODE_ENV=production \
    HTTP_HOST=0.0.0.0
WORKDIR /app
COPY --from=fetched /app ./
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "src/main.ts"]
