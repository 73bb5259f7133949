// Tokens of Apple's volume purchase program: Apple Business Manager gives them out, so that Intune may use the licences that
// belong to one of the organization's locations.
import { CADENCES, DAY, toIso } from '../../../clock/index.ts';
import { type Entity, SERVICES, type Tenant, type VppToken } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource, type ServiceEvent } from '../../declare/resource.ts';
import type { JsonObject } from '../../model/index.ts';
import { fromBase64 } from '../../request/base64.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { page, RECORDED_BY_GRAPH2OTEL, resourcePage } from './paths.ts';
import { countLicenses, forgetApps, licensesOf, syncApps } from './vpp-licenses.ts';

const TOKENS = 'deviceAppManagement/vppTokens';

/** The clock's event for the synchronization that follows the creation of a token; the subject is the token's id. */
const SYNC_EVENT = 'vppTokenSync';
/** When that is, in milliseconds. [inferred] */
export const SYNC_DELAY = 5_000;
/** [documented] how long a token is valid, where it doesn't say so itself. */
const TOKEN_DAYS = CADENCES.locationToken.span / DAY;

/** What is in a token that Apple made: https://developer.apple.com/documentation/devicemanagement/managing-apps-and-books */
interface TokenContent {
  readonly orgName?: unknown;
  readonly expDate?: unknown;
}

/** Reads a token; what isn't one of Apple's says nothing. */
function contentOf(token: unknown): TokenContent {
  try {
    const content: unknown = JSON.parse(fromBase64(String(token)) ?? '');
    return content !== null && typeof content === 'object' ? content : {};
  } catch {
    return {};
  }
}

function beforeCreate(call: Call, draft: JsonObject): JsonObject {
  const { orgName, expDate } = contentOf(draft['token']);
  const { clock } = call.tenant;
  const expires = Date.parse(String(expDate));
  const organizationName = typeof orgName === 'string' ? orgName : draft['organizationName'];
  return {
    expirationDateTime: toIso(clock.now + TOKEN_DAYS * DAY),
    displayName: draft['displayName'] ?? organizationName,
    ...draft,
    ...(Number.isNaN(expires) ? {} : { expirationDateTime: toIso(expires) }),
    organizationName,
    locationName: draft['locationName'] ?? organizationName,
    state: 'valid',
    lastSyncStatus: 'none',
  };
}

const locationOf = (token: Entity): unknown => token['locationName'] ?? token['organizationName'];

/** A location can be used through one token at a time: the older one [inferred]. */
function isDuplicate(tenant: Tenant, token: Entity): boolean {
  const location = locationOf(token);
  if (typeof location !== 'string') return false;
  const [first] = [...tenant.collection(TOKENS)].filter((each) => locationOf(each) === location);
  return first !== undefined && first.id !== token.id;
}

/** What a token is good for at the moment. */
function stateOf(tenant: Tenant, token: Entity): string {
  if (Date.parse(String(token['expirationDateTime'])) <= tenant.clock.now) return 'expired';
  return isDuplicate(tenant, token) ? 'duplicateLocationId' : 'valid';
}

function shown({ tenant }: Call, token: Entity): Entity {
  const { state = 'valid' } = token;
  // What somebody has set otherwise stays.
  return state === 'valid' ? { ...token, state: stateOf(tenant, token) } : token;
}

/**
 * Asks Apple what was bought for the token's location. That it is done at once is ours: the service takes minutes.
 * [recorded] both times are those of the end.
 */
function sync(tenant: Tenant, token: Entity): Entity {
  const valid = stateOf(tenant, token) === 'valid';
  if (valid) syncApps(tenant, token, String(locationOf(token)));
  const at = toIso(tenant.clock.now);
  const change = {
    lastSyncDateTime: at,
    lastModifiedDateTime: at,
    lastSyncStatus: valid ? 'completed' : 'failed',
  };
  return tenant.collection(TOKENS).update(token.id, change as never, SERVICES.intune);
}

const operation = (name: string, run: Operation['run'], bound?: Operation['bound']): Operation => ({
  on: 'vppToken',
  name,
  ...(bound ? { bound } : {}),
  run,
  evidence: 'documented',
  sources: [
    page(`intune-onboarding-vpptoken-${name.toLowerCase()}`),
    'https://learn.microsoft.com/intune/app-management/deployment/manage-vpp-apple',
  ],
});

/** Takes back all licences of a token's apps. The device keeps an app for a while; that isn't modelled. */
const revokeLicenses = operation('revokeLicenses', (call, token) => {
  if (!token) return;
  const licenses = licensesOf(call.tenant, token);
  const count = licenses.reduce((sum, { used }) => sum + used, 0);
  for (const { app } of licenses) {
    const change = { usedLicenseCount: 0, $otherLicenses: 0 };
    call.tenant.collection('deviceAppManagement/mobileApps').update(app.id, change, actorOf(call));
  }
  const at = now(call);
  const result = {
    '@odata.type': '#microsoft.graph.vppTokenRevokeLicensesActionResult',
    actionName: 'revokeLicenses',
    actionState: 'done',
    startDateTime: at,
    lastUpdatedDateTime: at,
    totalLicensesCount: count,
    failedLicensesCount: 0,
  };
  const others = ((token['tokenActionResults'] ?? []) as JsonObject[]).filter(
    ({ actionName }) => actionName !== 'revokeLicenses',
  );
  const change = { tokenActionResults: [...others, result] };
  call.tenant.collection(TOKENS).update(token.id, change as never, actorOf(call));
});

const syncLicenseCounts = operation(
  'syncLicenseCounts',
  ({ tenant }) => {
    for (const token of [...tenant.collection(TOKENS)]) {
      if (stateOf(tenant, token) === 'valid') countLicenses(tenant, token);
    }
  },
  'set',
);

/** How many licences of an app each token has. */
const getLicensesForApp = operation(
  'getLicensesForApp',
  ({ tenant }, _token, { bundleId }) =>
    [...tenant.collection(TOKENS)].flatMap((token: VppToken) => {
      const found = licensesOf(tenant, token).find(({ app }) => app.bundleId === bundleId);
      if (!found) return [];
      return {
        vppTokenId: token.id,
        appleId: token['appleId'],
        organizationName: token.organizationName,
        availableLicenseCount: found.total - found.used,
        usedLicenseCount: found.used,
      };
    }),
  'set',
);

export const vppTokenOperations: readonly Operation[] = [
  operation('syncLicenses', (call, token) => token && shown(call, sync(call.tenant, token))),
  revokeLicenses,
  syncLicenseCounts,
  getLicensesForApp,
];

export const vppTokenSync: ServiceEvent = {
  kind: SYNC_EVENT,
  run(tenant, id) {
    const token = tenant.collection(TOKENS).get(id);
    if (token) sync(tenant, token);
  },
};

export const vppTokens: Resource = defineResource({
  path: TOKENS,
  type: 'vppToken',
  family: 'intune',
  service: 'AppLifecycle_2203/StatelessAppleVppFEService',
  // [recorded] the token itself reads as null.
  writeOnly: ['token'],
  complete: shown,
  beforeCreate,
  afterCreate({ tenant: { clock } }, { id }) {
    clock.schedule(clock.now + SYNC_DELAY, SYNC_EVENT, id);
  },
  // [documented] its apps and what they are assigned to go with it.
  afterDelete: forgetApps,
  evidence: 'recorded',
  sources: [
    resourcePage('intune-onboarding-vpptoken'),
    RECORDED_BY_GRAPH2OTEL,
    'https://learn.microsoft.com/intune/app-management/deployment/manage-vpp-apple',
  ],
});
