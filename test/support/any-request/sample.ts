import fc from 'fast-check';
import { loadFixture } from '../../../fixtures/index.ts';
import { createEmulator } from '../../../src/emulator.ts';
import { graphModel, signaturesOf, type TypeModel } from '../../../src/graph/model/index.ts';
import { Tenant } from '../../../src/tenant/index.ts';
import { type Client, graphClient } from '../graph-client.ts';

/** Contoso as it is after the procedure, with a device. */
export function busyContoso(): Client {
  const tenant = new Tenant({ seed: 5 });
  loadFixture(tenant, 'contoso-jit');
  const { graph, simulation } = createEmulator(tenant);
  simulation.act(simulation.create({ user: 'priya.raman@contoso.com' }).id, { do: 'enroll' });
  return graphClient(tenant, undefined, graph);
}

export const sample = busyContoso();
export const { resources: RESOURCES } = sample.graph.declarations;
export const signatures = [...signaturesOf('beta').values()].flat();
/** The names of what can be done to entities of a type. */
export const operationsOf = (type: TypeModel) =>
  signatures.filter(({ on }) => type.isA(`microsoft.graph.${on}`)).map(({ name }) => name);
export const MISSING = '3f5b8c1e-0000-4000-8000-000000000000';
export const idsOf = (set: string) => [...sample.tenant.collection(set)].slice(0, 2).map(({ id }) => id);
export const IDS = [...RESOURCES.flatMap(({ path }) => idsOf(path)), 'priya.raman@contoso.com', MISSING];
const TYPES = [
  ...new Set(RESOURCES.flatMap(({ typeName }) => [...(graphModel('beta').type(typeName)?.derived() ?? [])])),
].filter(({ name }) => /ios|apple|dep|user|group|device$/i.test(name));
export const type = fc.constantFrom(...TYPES);
export const property = type.chain(({ properties }) =>
  fc.constantFrom('id', 'displayName', ...properties.keys()),
);

export const junk = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '%',
    '%ZZ',
    '%00',
    '..',
    "('",
    "'')",
    '()',
    '(a=1)',
    '$metadata',
    '__proto__',
    'constructor',
  ),
);
