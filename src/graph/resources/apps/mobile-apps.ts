// Store, line-of-business, volume-purchased and web apps of every platform.
import type { Entity, Tenant } from '../../../tenant/index.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { defineResource, type Resource, type ServiceEvent } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import { graphModel, type JsonObject } from '../../model/index.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { committedSize } from './app-content.ts';
import { forgetRelationships } from './app-relationships.ts';
import { APPS, RECORDED_BY_TERRAFORM_PROVIDER, resourcePage, SERVICE } from './paths.ts';

/** Apps that come from somewhere else and can't be posted. [recorded] microsoft-graph-docs-contrib#2139 */
const SYNCHRONIZED = new Set(['#microsoft.graph.iosVppApp', '#microsoft.graph.macOsVppApp']);

/** The clock's event for an app that the service has got ready; the subject is the app's id. */
const PUBLISHED_EVENT = 'appPublished';
/** How long the service takes for that, in milliseconds. [inferred] */
export const PUBLISHING_DELAY = 5_000;

/** What `uploadState` says about each state. [recorded] 1 and 2, [inferred] 0 */
const UPLOAD_STATES = { notPublished: 0, published: 1, processing: 2 } as const;

function publishing(state: keyof typeof UPLOAD_STATES): JsonObject {
  return { publishingState: state, uploadState: UPLOAD_STATES[state] };
}

function isA(type: unknown, base: 'mobileLobApp' | 'managedApp'): boolean {
  return graphModel('beta').type(String(type))?.isA(`microsoft.graph.${base}`) ?? false;
}

/** Lets the service get an app ready. */
function publishLater({ tenant }: Pick<Call, 'tenant'>, id: string): void {
  tenant.clock.schedule(tenant.clock.now + PUBLISHING_DELAY, PUBLISHED_EVENT, id);
}

function publish(tenant: Tenant, id: string): void {
  const apps = tenant.collection(APPS);
  if (apps.get(id)?.['publishingState'] === 'processing') {
    apps.update(id, publishing('published') as never, SERVICES.intune);
  }
}

/**
 * [recorded] a store app is `processing` in the answer to its creation and has no scope tags unless it was given some; that
 * an uploaded one isn't published before its content is there is documented.
 */
function beforeCreate(_call: Call, draft: JsonObject): JsonObject {
  const type = draft['@odata.type'];
  if (SYNCHRONIZED.has(String(type))) throw errors.appTypeCannotBeCreated();
  return {
    roleScopeTagIds: [],
    ...draft,
    // [documented] `global` are those that every tenant has.
    ...(isA(type, 'managedApp') ? { appAvailability: 'lineOfBusiness' } : {}),
    ...publishing(isA(type, 'mobileLobApp') ? 'notPublished' : 'processing'),
  };
}

function afterCreate(call: Call, { id, publishingState }: Entity): void {
  if (publishingState === 'processing') publishLater(call, id);
}

/** An app is what its content is, once that is there. */
function beforeUpdate(call: Call, app: Entity, patch: JsonObject): JsonObject {
  const { committedContentVersion: version } = patch;
  if (typeof version !== 'string' || version === app['committedContentVersion']) return patch;
  const size = committedSize(call.tenant, app, version);
  if (size === undefined) {
    call.note(`the app has no content version '${version}' with a committed file, so it isn't published`);
    return patch;
  }
  publishLater(call, app.id);
  return { ...patch, ...publishing('processing'), size };
}

/** Nothing goes on leading to an app that is gone. */
function afterDelete(call: Call, app: Entity): void {
  call.tenant.links(`${APPS}/categories`).forget(app.id, actorOf(call));
  forgetRelationships(call, app);
}

export const appPublished: ServiceEvent = { kind: PUBLISHED_EVENT, run: publish };

export const mobileApps: Resource = defineResource({
  path: APPS,
  type: 'mobileApp',
  family: 'intune',
  service: SERVICE,
  verbs: ['list', 'get', 'create', 'update', 'delete', 'count'],
  // [recorded] three times with $filter, $orderby and $top; that it counts the page without a filter is inferred.
  countUnasked: 'pageOrZero',
  beforeCreate,
  afterCreate,
  beforeUpdate,
  afterDelete,
  evidence: 'recorded',
  sources: [resourcePage('intune-apps-mobileapp'), RECORDED_BY_TERRAFORM_PROVIDER],
});
