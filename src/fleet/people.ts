import { createLicenseCheck } from '../intune/license.ts';
import { SERVICES, type Tenant, type User } from '../tenant/index.ts';

/** A tenant in which nobody could enroll a device. */
export class NobodyToEnrollError extends Error {
  constructor() {
    super('nobody in the tenant has an account that is enabled and an Intune licence');
    this.name = 'NobodyToEnrollError';
  }
}

export interface Staff {
  /** Ids of users. */
  readonly people: readonly string[];
  /** How many of them were not there before. */
  readonly hired: number;
}

/**
 * As many people as are needed to hold devices: those of the tenant who could enroll one, and if they are too few,
 * colleagues of theirs with the same licences and in the same groups. Throws NobodyToEnrollError.
 */
export function staffFor(tenant: Tenant, needed: number): Staff {
  const users = tenant.collection('users');
  const isLicensed = createLicenseCheck(tenant);
  const able: User[] = [];
  for (const user of users) {
    if (able.length === needed) break;
    if (user['accountEnabled'] !== false && isLicensed(user)) able.push(user);
  }
  if (able.length === 0) throw new NobodyToEnrollError();
  const people = able.map(({ id }) => id);
  const isTaken = (name: string) => users.countWhere('userPrincipalName', name) > 0;
  let number = 0;
  for (let index = 0; people.length < needed; index += 1) {
    const model = able[index % able.length] as User;
    const domain = model.userPrincipalName.split('@')[1];
    do number += 1;
    while (isTaken(`colleague${number}@${domain}`));
    people.push(hire(tenant, model, `colleague${number}`, `${domain}`, `Colleague ${number}`));
  }
  return { people, hired: people.length - able.length };
}

/** What two people cannot share. */
const OWN = {
  employeeId: undefined,
  proxyAddresses: undefined,
  identities: undefined,
  onPremisesImmutableId: undefined,
};

function hire(tenant: Tenant, model: User, nickname: string, domain: string, displayName: string): string {
  const userPrincipalName = `${nickname}@${domain}`;
  const person: User = {
    ...model,
    ...OWN,
    id: tenant.random.guid(),
    displayName,
    givenName: 'Colleague',
    surname: displayName.split(' ')[1],
    userPrincipalName,
    mail: userPrincipalName,
    mailNickname: nickname,
  };
  tenant.collection('users').insert(person, SERVICES.seed);
  const members = tenant.links('groups/members');
  for (const group of members.sources(model.id)) {
    // Dynamic groups find their members themselves.
    const dynamic = tenant.collection('groups').get(group)?.groupTypes?.includes('DynamicMembership');
    if (!dynamic) members.link(group, person.id, SERVICES.seed);
  }
  return person.id;
}
