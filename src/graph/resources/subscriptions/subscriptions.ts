// Subscriptions to changes. https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
import { toIso } from '../../../clock/index.ts';
import type { Entity } from '../../../tenant/index.ts';
import { type Declarations, defineResource, type Operation } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import type { Call } from '../../request/call.ts';
import * as errors from './errors.ts';
import { type Subject, subjectOf } from './subscribed.ts';

const MINUTE = 60_000;
/** [documented] the longest for users, groups and other directory resources, in minutes. */
const LONGEST_SUBSCRIPTION = 41_760;
/** [documented] whatever ends sooner ends then, in minutes. */
const SHORTEST_SUBSCRIPTION = 45;
/** [documented] in characters. */
const CLIENT_STATE_LIMIT = 128;
/** [documented] how long an address may take to answer, in milliseconds. */
const VALIDATION_TIMEOUT = 10_000;

const CHANGE_TYPES = new Set(['created', 'updated', 'deleted']);

/** [documented] what a subscription must have. */
const REQUIRED = ['changeType', 'notificationUrl', 'resource', 'expirationDateTime'];

/** Addresses on this machine, over HTTP as well: the service wants HTTPS, for which a test would need a certificate. */
function isLoopback(address: unknown): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const local = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
  return local && (protocol === 'http:' || protocol === 'https:');
}

/** When a subscription ends, within the limits. */
function expirationOf({ tenant }: Call, value: unknown): string {
  const { now } = tenant.clock;
  const asked = Date.parse(String(value));
  if (Number.isNaN(asked) || asked <= now) throw errors.expirationPast();
  if (asked > now + LONGEST_SUBSCRIPTION * MINUTE) throw errors.expirationTooFar(LONGEST_SUBSCRIPTION);
  return asked < now + SHORTEST_SUBSCRIPTION * MINUTE
    ? toIso(now + SHORTEST_SUBSCRIPTION * MINUTE)
    : String(value);
}

/** Lets an address prove that it wants notifications: it sends back what it is sent. [documented] */
function validateAddress(call: Call, address: string): void {
  // [recorded] what the token says: microsoft-graph-docs#21160.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${call.requestId}`;
  const url = `${address}${address.includes('?') ? '&' : '?'}validationToken=${encodeURIComponent(token)}`;
  const answer = call.ask({
    method: 'POST',
    url,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: '',
    timeout: VALIDATION_TIMEOUT,
  });
  if (answer === 'timeout') throw errors.validationTimedOut();
  if (answer === 'unreachable') throw errors.validationFailed(undefined);
  if (answer.status !== 200) throw errors.validationFailed(String(answer.status));
  if (!answer.contentType.toLowerCase().startsWith('text/plain') || answer.body !== token)
    throw errors.validationNotEchoed();
}

function checkAddress(address: unknown): void {
  if (!isLoopback(address)) throw errors.addressElsewhere(String(address));
}

/** What is subscribed to. Throws GraphError for what can't be. */
function checkNew(call: Call, draft: JsonObject): Subject {
  for (const name of REQUIRED) if (!draft[name]) throw errors.propertyRequired(name);
  const types = String(draft['changeType']).split(',');
  if (types.some((each) => !CHANGE_TYPES.has(each.trim())))
    throw errors.changeTypeInvalid(String(draft['changeType']));
  const subject = subjectOf(String(draft['resource']));
  if (!subject) throw errors.resourceUnsupported(String(draft['resource']));
  if (draft['includeResourceData']) throw errors.resourceDataUnsupported();
  if (String(draft['clientState'] ?? '').length > CLIENT_STATE_LIMIT)
    throw errors.clientStateTooLong(CLIENT_STATE_LIMIT);
  if (types.some((each) => each.trim() === 'created')) {
    call.note({
      what: "changeType 'created' tells of nothing: new users and groups come as 'updated'",
      source: 'https://learn.microsoft.com/graph/api/resources/subscription',
      instead: "Subscribe to 'updated'.",
    });
  }
  return subject;
}

const subscriptions = defineResource({
  path: 'subscriptions',
  type: 'subscription',
  family: 'directory',
  answersUpdate: true,
  // [documented] an application sees its own; what has expired is gone.
  source: {
    kind: 'computed',
    complete: true,
    compute: ({ caller, tenant }) =>
      [...tenant.collection('subscriptions')].filter(
        ({ applicationId, expirationDateTime }) =>
          applicationId === caller.appId && Date.parse(String(expirationDateTime)) > tenant.clock.now,
      ),
  },
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  beforeCreate(call, draft) {
    const { set } = checkNew(call, draft);
    // [documented] it takes a permission to read the resource, and none to write does; [inferred] that Directory.Read.All does.
    const allowed = call.allows(`subscriptions/${set}`, 'create');
    const expirationDateTime = expirationOf(call, draft['expirationDateTime']);
    const { notificationUrl, lifecycleNotificationUrl } = draft;
    checkAddress(notificationUrl);
    if (lifecycleNotificationUrl) checkAddress(lifecycleNotificationUrl);
    validateAddress(call, String(notificationUrl));
    if (!allowed) throw errors.readingForbidden();
    const { caller, tenant } = call;
    const principal = tenant.collection('servicePrincipals').where('appId', caller.appId)[0];
    return {
      latestSupportedTlsVersion: 'v1_2',
      includeResourceData: null,
      ...draft,
      expirationDateTime,
      applicationId: caller.appId,
      creatorId: caller.userId ?? principal?.id ?? null,
    };
  },
  beforeUpdate(call, subscription, patch) {
    const change = { ...patch };
    if (patch['expirationDateTime'] !== undefined)
      change['expirationDateTime'] = expirationOf(call, patch['expirationDateTime']);
    if (
      patch['notificationUrl'] !== undefined &&
      patch['notificationUrl'] !== subscription['notificationUrl']
    ) {
      checkAddress(patch['notificationUrl']);
      validateAddress(call, String(patch['notificationUrl']));
    }
    return change;
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/resources/subscription',
    'https://learn.microsoft.com/graph/api/subscription-post-subscriptions',
  ],
});

/** [documented] answers a challenge that nobody is sent here: tokens of subscribers don't end while a test runs. */
const reauthorize: Operation = {
  on: 'subscription',
  name: 'reauthorize',
  run(call, subscription: Entity | undefined) {
    if (subscription) {
      call.note({
        what: 'reauthorize answers a challenge that is never sent here',
        source: 'https://learn.microsoft.com/graph/change-notifications-lifecycle-events',
        instead: 'Nothing needs to be done.',
      });
    }
  },
  evidence: 'documented',
  sources: ['https://learn.microsoft.com/graph/api/subscription-reauthorize'],
};

export const changeSubscriptions: Declarations = { resources: [subscriptions], operations: [reauthorize] };
