import { describe, expect, it } from 'vitest';
import { graphModel } from './model.ts';
import { type Signature, signaturesOf } from './signatures.ts';

const all = (version: 'v1.0' | 'beta') => [...signaturesOf(version).values()].flat();
const find = (version: 'v1.0' | 'beta', on: string, name: string) =>
  (signaturesOf(version).get(on) ?? []).find((each) => each.name === name);

describe.each(['v1.0', 'beta'] as const)('the operations of %s', (version) => {
  it('are bound to types of the model and use no others', () => {
    const model = graphModel(version);
    const unknown = all(version).flatMap(({ on, name, parameters, returns }: Signature) =>
      [`microsoft.graph.${on}`, ...parameters.map(({ type }) => type), ...(returns ? [returns.type] : [])]
        .filter((type) => !type.startsWith('Edm.') && !model.type(type))
        .map((type) => `${on}/${name}: ${type}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are told apart by their parameters where they share a name', () => {
    const seen = new Set<string>();
    for (const { on, bound, name, parameters } of all(version)) {
      const key = `${on} ${bound} ${name} ${parameters.map((each) => each.name).join()}`;
      expect(seen.has(key), key).toBe(false);
      seen.add(key);
    }
  });
});

describe('the notation', () => {
  it('tells collections, what may be null, and what is given back', () => {
    expect(find('v1.0', 'user', 'assignLicense')).toEqual({
      name: 'assignLicense',
      kind: 'action',
      on: 'user',
      bound: 'entity',
      parameters: [
        {
          name: 'addLicenses',
          type: 'microsoft.graph.assignedLicense',
          collection: true,
          nullable: false,
        },
        { name: 'removeLicenses', type: 'Edm.Guid', collection: true, nullable: false },
      ],
      returns: { type: 'microsoft.graph.user', collection: false },
    });
  });

  it('keeps the versions apart', () => {
    const names = (version: 'v1.0' | 'beta') =>
      find(version, 'managedDevice', 'wipe')?.parameters.map(({ name }) => name);
    expect(names('beta')).toContain('useProtectedWipe');
    expect(names('v1.0')).not.toContain('useProtectedWipe');
    expect(find('v1.0', 'managedDevice', 'setDeviceName')).toBeUndefined();
  });

  it('spells out the parameters that reports share', () => {
    const report = find('beta', 'deviceManagementReports', 'getDeviceNonComplianceReport');
    expect(report?.parameters.map(({ name }) => name)).toContain('groupBy');
    expect(report?.returns).toEqual({ type: 'Edm.Stream', collection: false });
  });

  it('marks what is bound to a collection', () => {
    expect(find('v1.0', 'directoryObject', 'getByIds')?.bound).toBe('set');
  });
});
