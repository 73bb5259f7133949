import { createLicenseCheck } from '../intune/license.ts';
import type { User } from '../tenant/index.ts';
import { send } from './requests.ts';
import type { ScenarioPerson } from './schema/policies.ts';
import type { World } from './world.ts';

/** Nobody signs in with it, but Graph wants one. */
const PASSWORD = 'Tenantless-scenario-1';

/** Makes somebody join, or changes what is different about them, through Graph. Throws GraphRefusal. */
export function applyPerson(world: World, person: ScenarioPerson): void {
  const { user: userPrincipalName, name, department, enabled, licensed, groups } = person;
  const users = world.tenant.collection('users');
  const [known] = users.where('userPrincipalName', userPrincipalName);
  const id = known?.id ?? join(world, person);
  const changes = {
    ...(enabled !== undefined && { accountEnabled: enabled }),
    ...(name !== undefined && { displayName: name }),
    ...(department !== undefined && { department }),
  };
  if (known && Object.keys(changes).length > 0) send(world, 'PATCH', `users/${id}`, changes);
  for (const displayName of groups) {
    const [group] = world.tenant.collection('groups').where('displayName', displayName);
    if (!group) throw new Error(`no group is called '${displayName}'`);
    const member = { '@odata.id': `https://graph.microsoft.com/beta/directoryObjects/${id}` };
    send(world, 'POST', `groups/${group.id}/members/$ref`, member);
  }
  const wanted = licensed ?? (known ? undefined : true);
  if (wanted !== undefined) license(world, users.get(id) as User, wanted);
}

function join(world: World, { user, name, department, enabled = true }: ScenarioPerson): string {
  const [nickname = ''] = user.split('@');
  const created = send(world, 'POST', 'users', {
    userPrincipalName: user,
    displayName: name ?? nickname,
    mailNickname: nickname.replaceAll(/[^\w.-]/g, ''),
    accountEnabled: enabled,
    ...(department !== undefined && { department }),
    usageLocation: 'US',
    passwordProfile: { password: PASSWORD, forceChangePasswordNextSignIn: false },
  }) as { id: string };
  return created.id;
}

/** Gives somebody a product that holds Intune, or takes those products away. */
function license(world: World, user: User, wanted: boolean): void {
  const isLicensed = createLicenseCheck(world.tenant);
  if (isLicensed(user) === wanted) return;
  const products = [...world.tenant.collection('subscribedSkus')]
    .map(({ skuId }) => skuId)
    .filter((skuId) => isLicensed({ assignedLicenses: [{ skuId, disabledPlans: [] }] } as unknown as User));
  const [product] = products;
  if (product === undefined) throw new Error('the tenant has no product that holds Intune');
  const held =
    user.assignedLicenses?.map(({ skuId }) => skuId).filter((skuId) => products.includes(skuId)) ?? [];
  send(world, 'POST', `users/${user.id}/assignLicense`, {
    addLicenses: wanted ? [{ skuId: product, disabledPlans: [] }] : [],
    removeLicenses: wanted ? [] : held,
  });
}
