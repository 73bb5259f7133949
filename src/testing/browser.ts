// What of `tenantless/testing` needs no Node: a bundler for browsers is given this.
export { TestDevice, TestDevices } from './device.ts';
export type { GraphAnswer, GraphCreated, GraphPage } from './graph-answers.ts';
export type { GraphClient } from './graph-client.ts';
export { type CreateTenantOptions, createTenant, type TestTenant } from './test-tenant.ts';
