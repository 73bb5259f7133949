// One request on its way to its answer, and how answers are dressed.
import type { Tenant } from '../../tenant/index.ts';
import { INJECTED_HEADER } from '../conditions/headers.ts';
import { resourceUnits } from '../conditions/throttling/resource-units.ts';
import type { GraphError } from '../errors.ts';
import type { Authorization } from '../request/authorize.ts';
import type { Ignored } from '../request/ignored.ts';
import type { NoAnswer, OutgoingAnswer } from '../request/outgoing.ts';
import { canonicalPath, type Route } from '../request/route.ts';
import type { Caller, GraphRequest, GraphResponse, GraphVersion, Transport } from '../types.ts';
import { prefersUnknownMembers, UNKNOWN_MEMBERS_PREFERENCE } from './evolvable.ts';

/** What is known about a request while it is handled. */
export interface Exchange {
  readonly tenant: Tenant;
  readonly request: GraphRequest;
  /** What somebody else answered, if this request needed that. */
  readonly answer: OutgoingAnswer | NoAnswer | undefined;
  /** How many characters its body may have. */
  readonly bodyLimit: number;
  readonly requestId: string;
  readonly clientRequestId: string;
  /** Filled in as the request is understood. */
  caller: Caller | undefined;
  version: GraphVersion | undefined;
  route: Route | undefined;
  /** What the caller had to hold. */
  authorization: Authorization | undefined;
  query: string;
  /** Whether what would be ignored is refused. */
  strict: boolean;
  /** What the service silently ignores. */
  readonly ignored: Ignored[];
  /** What made the answer another one than the service's: a condition that was asked for, or the id of a fault. */
  readonly injected: string[];
  /** Headers that the answer has besides, whatever it is. */
  headers: Readonly<Record<string, string>> | undefined;
  /** What becomes of the answer on its way. */
  transport: Transport | undefined;
}

/** [recorded] live capture; the machine's name is ours. */
const DIAGNOSTIC =
  '{"ServerInfo":{"DataCenter":"Norway East","Slice":"E","Ring":"2","ScaleUnit":"002","RoleInstance":"TENANTLESS"}}';

const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Headers that every answer has [recorded]. */
function baseHeaders(exchange: Exchange): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    'Strict-Transport-Security': 'max-age=31536000',
    Vary: 'Accept-Encoding',
    'request-id': exchange.requestId,
    'client-request-id': exchange.clientRequestId,
    'x-ms-ags-diagnostic': DIAGNOSTIC,
    Date: httpDate(exchange.tenant.clock.now),
  };
}

let dateSecond = Number.NaN;
let dateText = '';

/** A moment as HTTP writes it; the same second is written once. */
function httpDate(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}

export function jsonAnswer(
  exchange: Exchange,
  status: number,
  body: string,
  extra?: Readonly<Record<string, string>>,
): GraphResponse {
  const headers = baseHeaders(exchange);
  headers['OData-Version'] = '4.0';
  headers['Content-Type'] = JSON_TYPE;
  decorate(exchange, headers);
  return { status, headers: extra ? Object.assign(headers, extra) : headers, body };
}

export function textAnswer(exchange: Exchange, body: string, type = 'text/plain'): GraphResponse {
  const headers = baseHeaders(exchange);
  headers['OData-Version'] = '4.0';
  headers['Content-Type'] = type;
  decorate(exchange, headers);
  return { status: 200, headers, body };
}

export function emptyAnswer(exchange: Exchange, status = 204): GraphResponse {
  const headers = baseHeaders(exchange);
  decorate(exchange, headers);
  return { status, headers, body: undefined };
}

/** The header that says that a set or operation has no behaviour of its own here. */
const GENERIC_HEADER = 'x-tenantless-generic';

function decorate({ route, request, query }: Exchange, headers: Record<string, string>): void {
  const resource = route?.steps[route.steps.length - 1]?.node.resource;
  if (prefersUnknownMembers(request.header('prefer')))
    headers['Preference-Applied'] = UNKNOWN_MEMBERS_PREFERENCE;
  if (route && resource?.family === 'directory') {
    headers['x-ms-resource-unit'] = String(resourceUnits(route, request.method, query));
  }
  if (route?.tail.kind === 'operation' && !route.tail.operation.does) {
    headers[GENERIC_HEADER] = `${resource?.path}/${route.tail.operation.signature.name}`;
  } else if (resource?.generic) headers[GENERIC_HEADER] = resource.path;
}

export function errorAnswer(exchange: Exchange, error: GraphError): GraphResponse {
  const inner: Record<string, string> = {
    ...(error.envelope === 'model' ? { message: error.message } : {}),
    // No time zone, as the service writes it [recorded].
    date: new Date(exchange.tenant.clock.now).toISOString().slice(0, 19),
    'request-id': exchange.requestId,
    'client-request-id': exchange.clientRequestId,
  };
  const body = {
    error: {
      code: error.code,
      message: error.envelope === 'service' ? serviceMessage(exchange, error.message) : error.message,
      ...(error.details ? { details: error.details } : {}),
      innerError: inner,
    },
  };
  const headers = baseHeaders(exchange);
  headers['Content-Type'] = 'application/json';
  return {
    status: error.status,
    headers: error.headers ? Object.assign(headers, error.headers) : headers,
    body: JSON.stringify(body),
  };
}

const NO_OPERATION = '00000000-0000-0000-0000-000000000000';

/** The message of Intune's backend: a JSON document in a string [recorded: microsoft-graph-docs-contrib#87]. */
function serviceMessage(exchange: Exchange, message: string): string {
  const text = `${message} - Operation ID (for customer support): ${NO_OPERATION} - Activity ID: ${exchange.clientRequestId} - Url: ${serviceUrl(exchange)}`;
  return [
    '{',
    '  "_version": 3,',
    `  "Message": ${JSON.stringify(text)},`,
    '  "CustomApiErrorPhrase": "",',
    '  "RetryAfter": null,',
    '  "ErrorSourceService": "",',
    '  "HttpHeaders": "{}"',
    '}',
  ].join('\r\n');
}

const BACKEND = 'https://fef.msub05.manage.microsoft.com';
/** [recorded] v1.0's is a date, beta's has 30 added to the century. */
const API_VERSIONS: Readonly<Record<GraphVersion, string>> = { 'v1.0': '2022-02-22', beta: '5022-02-22' };

function serviceUrl({ route, version, query }: Exchange): string {
  const service = route?.steps.at(-1)?.node.resource.service ?? DEFAULT_SERVICE;
  const path = route ? canonicalPath(route, true).replace(/[()']/g, percent) : '';
  const action =
    route?.tail.kind === 'operation'
      ? `/microsoft.management.services.api.${route.tail.operation.signature.name}`
      : '';
  const options = query === '' ? '' : `&${query}`;
  return `${BACKEND}/${service}/${path}${action}?api-version=${API_VERSIONS[version ?? 'v1.0']}${options}`;
}

const DEFAULT_SERVICE = 'DeviceConfiguration_2203/StatelessDeviceConfigurationFEService';

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** With what stands beside the answer itself. A request of a batch has no connection of its own that could break. */
export function dressed(exchange: Exchange, response: GraphResponse, inBatch: boolean): GraphResponse {
  const { injected, headers, transport } = exchange;
  if (injected.length === 0 && !headers && !transport) return response;
  const own = injected.length > 0 ? { [INJECTED_HEADER]: injected.join(', ') } : {};
  return {
    ...response,
    headers: { ...response.headers, ...headers, ...own },
    transport: inBatch && transport ? { delay: transport.delay ?? 0 } : transport,
  };
}
