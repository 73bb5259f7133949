import fc from 'fast-check';
import { graphModel, type TypeModel } from '../../../src/graph/model/index.ts';
import { bodyOf, headers, known } from './bodies.ts';
import { queryOf } from './queries.ts';
import { idsOf, operationsOf, RESOURCES, sample } from './sample.ts';

/** What sets ask for. */
const REQUIRED: Readonly<Record<string, object>> = {
  users: {
    accountEnabled: true,
    displayName: 'x',
    mailNickname: 'x',
    userPrincipalName: 'x@contoso.com',
    passwordProfile: { password: 'Correct-horse-battery-staple-1' },
  },
  groups: { displayName: 'x', mailEnabled: false, mailNickname: 'x', securityEnabled: true },
  'deviceManagement/deviceCompliancePolicies': {
    scheduledActionsForRule: [
      { scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }] },
    ],
  },
};
/** A new entity of a type that the set takes, with what the set asks for. */
export const create = fc
  .constantFrom(
    ...RESOURCES.filter(({ verbs, path: set }) => verbs.includes('create') && set.split('/').length < 3),
  )
  .chain(({ path: set, typeName, versions }) => {
    const declared = graphModel(versions.at(-1) ?? 'beta').type(typeName) as TypeModel;
    const types = [declared, ...declared.derived()].filter(({ abstract }) => !abstract);
    return fc
      .constantFrom(...types)
      .chain(bodyOf)
      .map((entity) => ({
        method: 'POST',
        url: `/${versions.at(-1)}/${set}`,
        body: JSON.stringify({ ...entity, ...REQUIRED[set] }),
        headers: {},
      }));
  });

/** A set or an entity of it, asked about what its type has. */
export const read = fc
  .constantFrom(...RESOURCES.filter(({ path: set }) => set.split('/').length < 3))
  .chain(({ path: set, typeName, versions, singleton }) => {
    const { properties } = graphModel(versions[0] ?? 'beta').type(typeName) as TypeModel;
    const id =
      singleton || idsOf(set).length === 0 ? fc.constant('') : fc.constantFrom('', `/${idsOf(set)[0]}`);
    return fc.tuple(id, queryOf(fc.constantFrom(...properties.keys())), headers).map(([one, what, sent]) => ({
      method: 'GET',
      url: `/${versions[0]}/${set}${one}${what}`,
      body: undefined,
      headers: { ...sent, accept: sent.accept?.includes(';') ? sent.accept : '*/*' },
    }));
  });
/** An entity that is there is changed, acted on or deleted. */
export const change = fc
  .constantFrom(...RESOURCES.filter(({ path: set }) => set.split('/').length < 3 && idsOf(set).length > 0))
  .chain(({ path: set, typeName, versions, singleton }) => {
    const [entity] = sample.tenant.collection(set);
    const model = graphModel('beta').type(String(entity?.['@odata.type'] ?? typeName)) as TypeModel;
    const url = `/${versions.at(-1)}/${set}${singleton ? '' : `/${entity?.id}`}`;
    const patch = bodyOf(model).map((value) => ({ method: 'PATCH', url, body: JSON.stringify(value) }));
    const act = fc
      .tuple(fc.constantFrom('assign', ...operationsOf(model)), known)
      .map(([name, value]) => ({ method: 'POST', url: `${url}/${name}`, body: JSON.stringify(value) }));
    const remove = fc.constant({ method: 'DELETE', url, body: undefined });
    return fc.oneof(patch, act, remove).map((sent) => ({ ...sent, headers: {} }));
  });
