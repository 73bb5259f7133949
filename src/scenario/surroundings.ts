import { SECOND, toIso } from '../clock/index.ts';
import { SERVICES } from '../tenant/index.ts';
import type { EXPIRING } from './schema/steps.ts';
import type { World } from './world.ts';

/** Where what Apple issued is kept, and which property says until when it is good. */
const WHERE: Readonly<
  Record<(typeof EXPIRING)[number], { readonly set: string; readonly property: string }>
> = {
  pushCertificate: {
    set: 'deviceManagement/applePushNotificationCertificate',
    property: 'expirationDateTime',
  },
  enrollmentToken: { set: 'deviceManagement/depOnboardingSettings', property: 'tokenExpirationDateTime' },
  appToken: { set: 'deviceAppManagement/vppTokens', property: 'expirationDateTime' },
};

/** Lets what Apple issued have run out a second ago, without a year that passes. Throws when there is none. */
export function expire(world: World, what: (typeof EXPIRING)[number]): void {
  const { set, property } = WHERE[what];
  const all = [...world.tenant.collection(set)];
  if (all.length === 0) throw new Error(`the tenant has nothing in '${set}' that could expire`);
  const moment = toIso(world.tenant.clock.now - SECOND);
  for (const { id } of all)
    world.tenant.collection(set).update(id, { [property]: moment } as never, SERVICES.seed);
}
