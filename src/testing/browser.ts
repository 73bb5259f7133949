// What of `tenantless/testing` needs no Node: a bundler for browsers is given this.
export { TestDevice, TestDevices } from './device.ts';
export { type CreateTenantOptions, createTenant, type TestTenant } from './test-tenant.ts';
