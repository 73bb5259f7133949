// `tenantless/testing`. `docs/library.md` shows it in use.
export * from './browser.ts';
export { type StartServerOptions, startServer, type TestServer } from './test-server.ts';
