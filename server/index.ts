export { EnvironmentError } from './errors.ts';
export type { GraphObserver, GraphService } from './graph-endpoint.ts';
export { type Launched, type LaunchOptions, launch, TenantSourceError } from './launch.ts';
export type { LogLevel } from './log.ts';
export {
  type ControlContext,
  type ServerOptions,
  startServer,
  type TenantlessServer,
} from './start-server.ts';
export { cacheDirectory } from './tls/cache-directory.ts';
export { loadSigningJwk } from './tls/signing-jwk.ts';
