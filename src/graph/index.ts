export type { FamilyName } from './errors.ts';
export { createGraph, type Graph, type GraphOptions } from './graph.ts';
export type { LoggedRequest, RequestLog } from './request-log.ts';
export type { Evidence, Operation, Requirement, Resource, Scopes } from './resource.ts';
export type {
  AuthenticationFailure,
  Caller,
  DeviceStatus,
  DeviceStatuses,
  GraphRequest,
  GraphResponse,
  GraphVersion,
} from './types.ts';
