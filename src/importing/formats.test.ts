// Backups of each tool, imported: what they assign has to reach somebody in the tenant that is made of them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadFixture } from '../../fixtures/index.ts';
import type { JsonObject } from '../graph/model/index.ts';
import { Tenant } from '../tenant/index.ts';
import { importDocuments } from './index.ts';

const FORMATS = fileURLToPath(new URL('../../fixtures/policies/formats', import.meta.url));
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function documents(path: string): { path: string; text: string }[] {
  if (statSync(path).isDirectory()) return readdirSync(path).flatMap((name) => documents(join(path, name)));
  return [{ path, text: readFileSync(path, 'utf8') }];
}

describe.each(readdirSync(FORMATS))('what is imported of %s', (name) => {
  const tenant = new Tenant();
  loadFixture(tenant, 'contoso');
  const report = importDocuments(tenant, documents(join(FORMATS, name)));
  const sets = report.imported.map(({ set }) => set).filter((set) => set !== 'assignments');

  it('has ids of their own, which are ids', () => {
    const ids = sets.flatMap((set) => [...tenant.collection(set)].map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !GUID.test(id))).toEqual([]);
  });

  it('is assigned to groups and by filters that are there', () => {
    const targets = sets
      .flatMap((set) => [...tenant.collection(`${set}/assignments`)])
      .map(({ target }) => target as JsonObject);
    expect(targets.length).toBeGreaterThan(0);
    for (const { groupId, deviceAndAppManagementAssignmentFilterId: filter } of targets) {
      if (groupId) expect(tenant.collection('groups').get(String(groupId)), String(groupId)).toBeDefined();
      if (filter)
        expect(
          tenant.collection('deviceManagement/assignmentFilters').get(String(filter)),
          String(filter),
        ).toBeDefined();
    }
  });
});
