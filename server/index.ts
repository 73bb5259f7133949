export type { Attachment } from './attach/attachment.ts';
export { EnvironmentError } from './errors.ts';
export { fillTenant, type Launched, type LaunchOptions, launch, TenantSourceError } from './launch.ts';
export type { LogLevel } from './log.ts';
export type { TenantlessServer } from './start-server.ts';
