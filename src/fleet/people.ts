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
  const models = able.map((user) => modelOf(tenant, user));
  const taken = new Set(Array.from(users, ({ userPrincipalName: name }) => name.toLowerCase()));
  let number = 0;
  for (let index = 0; people.length < needed; index += 1) {
    const model = models[index % models.length] as Model;
    do number += 1;
    while (taken.has(`colleague${number}@${model.domain}`.toLowerCase()));
    people.push(hire(tenant, model, number));
  }
  return { people, hired: people.length - able.length };
}

/** What two people cannot share. */
const OWN = {
  displayName: '',
  givenName: 'Colleague',
  surname: '',
  userPrincipalName: '',
  mail: '',
  mailNickname: '',
  employeeId: undefined,
  proxyAddresses: undefined,
  identities: undefined,
  onPremisesImmutableId: undefined,
};

/** Whom others are hired after. */
interface Model {
  readonly shared: User;
  readonly domain: string;
  /** Those whose members are chosen by hand: dynamic groups find theirs themselves. */
  readonly groups: readonly string[];
}

function modelOf(tenant: Tenant, user: User): Model {
  const groups = tenant.collection('groups');
  return {
    shared: { ...user, ...OWN },
    domain: `${user.userPrincipalName.split('@')[1]}`,
    groups: tenant
      .links('groups/members')
      .sources(user.id)
      .filter((id) => !groups.get(id)?.groupTypes?.includes('DynamicMembership')),
  };
}

function hire(tenant: Tenant, { shared, domain, groups }: Model, number: number): string {
  const mailNickname = `colleague${number}`;
  const userPrincipalName = `${mailNickname}@${domain}`;
  const person: User = {
    ...shared,
    id: tenant.random.guid(),
    displayName: `Colleague ${number}`,
    surname: `${number}`,
    userPrincipalName,
    mail: userPrincipalName,
    mailNickname,
  };
  tenant.collection('users').insert(person, SERVICES.seed);
  for (const group of groups) tenant.links('groups/members').link(group, person.id, SERVICES.seed);
  return person.id;
}
