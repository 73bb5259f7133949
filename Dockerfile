FROM node:22-slim AS build
WORKDIR /build
COPY . .
RUN npm ci --ignore-scripts --no-fund --no-audit && mkdir /package && npm pack --pack-destination /package

FROM node:22-slim
COPY --from=build /package /package
RUN npm install --global --omit=dev --no-fund --no-audit /package/*.tgz && rm -rf /package /root/.npm \
  && mkdir -p /home/node/.cache/tenantless && chown -R node:node /home/node/.cache
USER node
WORKDIR /home/node
EXPOSE 8080 8443 8444
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tenantless"]
# More words replace these: docker run … start --host 0.0.0.0 --host tenantless --tenant contoso-jit
CMD ["start", "--host", "0.0.0.0"]
