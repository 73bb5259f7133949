// `tenantless/testing`. `docs/library.md` shows it in use.
export { TestDevice, TestDevices } from './device.ts';
export { type StartServerOptions, startServer, type TestServer } from './test-server.ts';
export { type CreateTenantOptions, createTenant, type TestTenant } from './test-tenant.ts';
