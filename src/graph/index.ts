export type { Declarations, Evidence, Operation, Resource } from './declare/resource.ts';
export type { FamilyName } from './errors.ts';
export { createGraph, type Graph, type GraphOptions } from './graph.ts';
export type { CallerPermissions, OperationUse } from './permissions/permission-use.ts';
export type { Requirement, Scopes } from './permissions/permissions.ts';
export { type NoAnswer, type OutgoingAnswer, type OutgoingRequest, settled } from './request/outgoing.ts';
export { isUnmatched, type LoggedRequest, type RequestLog } from './request/request-log.ts';
export {
  isBlockList,
  isUpload,
  receiveUpload,
} from './resources/apps/upload.ts';
export { isDownload, serveDownload } from './resources/reports/export-download.ts';
export {
  createReceiver,
  type NotificationReceiver,
  type ReceivedNotification,
} from './resources/subscriptions/receiver.ts';
export type {
  AuthenticationFailure,
  Caller,
  DeviceApps,
  DevicePolicies,
  DeviceStatus,
  DeviceStatuses,
  GraphRequest,
  GraphResponse,
  GraphVersion,
  SignInPolicies,
} from './types.ts';
