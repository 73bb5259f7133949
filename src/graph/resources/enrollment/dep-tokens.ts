// The tokens of Apple's enrollment program: Apple Business Manager gives them out, so that Intune may ask which devices
// were bought.
import { CADENCES, DAY, toIso } from '../../../clock/index.ts';
import { createBuiltIn, type Entity, intuneAccountId } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource } from '../../declare/resource.ts';
import { actorOf, type Call, now } from '../../request/call.ts';
import { encryptionKey, identitiesOf, syncWithApple, TOKENS } from './dep-sync.ts';
import * as errors from './errors.ts';
import { ENROLLMENT_SERVICE, reference } from './services.ts';

/** [recorded] `deviceManagement.maximumDepTokens`. */
export const TOKENS_LIMIT = 100;
/** [documented] how long a token is valid. */
const TOKEN_DAYS = CADENCES.enrollmentToken.span / DAY;

/**
 * Apple Configurator has profiles without a token: they stand below Intune's own id of the tenant, which no list shows.
 * [recorded] terraform-provider-microsoft365
 */
const appleConfigurator = createBuiltIn((tenant): Entity[] => [
  { id: intuneAccountId(tenant), $unlisted: true },
]);

export const depTokens: Resource = defineResource({
  path: TOKENS,
  type: 'depOnboardingSetting',
  versions: ['beta'],
  family: 'intune',
  service: ENROLLMENT_SERVICE,
  source: { kind: 'stored', builtIn: appleConfigurator },
  countUnasked: 'page',
  beforeCreate(call, draft) {
    if (call.tenant.collection(TOKENS).size >= TOKENS_LIMIT) throw errors.tooManyTokens();
    return draft;
  },
  evidence: 'recorded',
  sources: [reference('resources/intune-enrollment-deponboardingsetting')],
});

function change(call: Call, token: Entity | undefined, patch: Record<string, unknown>): void {
  if (token) call.tenant.collection(TOKENS).update(token.id, patch as never, actorOf(call));
}

const operation = (name: string, run: Operation['run'], bound?: Operation['bound']): Operation => ({
  on: 'depOnboardingSetting',
  name,
  ...(bound ? { bound } : {}),
  run,
  evidence: 'documented',
  sources: [reference(`intune-enrollment-deponboardingsetting-${name.toLowerCase()}`)],
});

/** Renews a token: it is valid for a year again. */
const uploadDepToken = operation('uploadDepToken', (call, token, { appleId }) => {
  change(call, token, {
    ...(appleId === undefined ? {} : { appleIdentifier: appleId }),
    tokenExpirationDateTime: toIso(call.tenant.clock.now + TOKEN_DAYS * DAY),
    lastModifiedDateTime: now(call),
  });
});

const generateEncryptionPublicKey = operation('generateEncryptionPublicKey', (call, token) => {
  const number = Number(token?.['$encryptionKey'] ?? 0) + 1;
  change(call, token, { $encryptionKey: number });
  return encryptionKey(call, token, number);
});

/** Devices leave the organization for good; Intune shows them as removed. */
const releaseAppleDevices = operation('releaseAppleDevices', (call, token, { deviceSerialNumbers }) => {
  if (!token) return;
  const apple = call.tenant.collection('apple/businessManager');
  const by = actorOf(call);
  for (const serialNumber of (deviceSerialNumbers as string[] | undefined) ?? []) {
    if (apple.get(serialNumber)) apple.update(serialNumber, { isReleased: true }, by);
    const [identity] = identitiesOf(call, token, serialNumber);
    if (identity)
      call.tenant
        .collection(`${TOKENS}/importedAppleDeviceIdentities`)
        .update(identity.id, { isDeleted: true }, by);
  }
});

/** How many tokens of app licences expire before that moment; none, when it is no moment. */
const getExpiringVppTokenCount = operation(
  'getExpiringVppTokenCount',
  (call, _token, { expiringBeforeDateTime }) => {
    const before = Date.parse(String(expiringBeforeDateTime));
    return [...call.tenant.collection('deviceAppManagement/vppTokens')].filter(
      ({ expirationDateTime }) => Date.parse(expirationDateTime) < before,
    ).length;
  },
  'set',
);

export const depTokenOperations: readonly Operation[] = [
  operation('syncWithAppleDeviceEnrollmentProgram', (call, token) => {
    if (token) syncWithApple(call, token);
  }),
  uploadDepToken,
  generateEncryptionPublicKey,
  operation('getEncryptionPublicKey', (call, token) =>
    encryptionKey(call, token, Number(token?.['$encryptionKey'] ?? 0)),
  ),
  releaseAppleDevices,
  getExpiringVppTokenCount,
  operation('shareForSchoolDataSyncService', (call, token) =>
    change(call, token, { shareTokenWithSchoolDataSyncService: true }),
  ),
  operation('unshareForSchoolDataSyncService', (call, token) =>
    change(call, token, { shareTokenWithSchoolDataSyncService: false }),
  ),
];
