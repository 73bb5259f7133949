import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { signaturesOf } from '../model/index.ts';
import { DECLARATIONS } from '../resources/index.ts';
import { openApiDocument } from './openapi.ts';

interface Operation {
  readonly [name: string]: unknown;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Operation>> };
}

describe.each(['v1.0', 'beta'] as const)('the OpenAPI document of %s', (version) => {
  let document: Document;
  beforeAll(() => {
    document = openApiDocument(version, '1.2.3') as unknown as Document;
  });

  it('is valid', async () => {
    const result = await new Validator().validate(document as never);
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it('refers to schemas that it has', () => {
    const names = new Set(Object.keys(document.components.schemas));
    const missing = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([^"]+)"/g)].filter(
      ([, name = '']) => !names.has(name),
    );
    expect(missing).toEqual([]);
  });

  it('has every set that is declared', () => {
    const paths = new Set(
      Object.keys(document.paths).map((path) =>
        path
          .slice(1)
          .split('/')
          .filter((part) => !part.startsWith('{') && !part.startsWith('microsoft.graph.'))
          .join('/'),
      ),
    );
    const missing = DECLARATIONS.resources.filter(
      ({ versions, path, verbs }) =>
        versions.includes(version) && verbs.some((verb) => verb !== 'addReference') && !paths.has(path),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it('has every operation that is bound to something that can be reached', () => {
    const text = Object.keys(document.paths).join('\n');
    const missing = [...signaturesOf(version).values()]
      .flat()
      .filter(({ name }) => !new RegExp(`/${name}(\\(|$)`, 'm').test(text));
    expect(missing.map(({ on, name }) => `${on}/${name}`)).toEqual([]);
  });

  it('says what it takes and whether something comes of it', () => {
    const wipe = document.paths['/deviceManagement/managedDevices/{managedDevice-id}/wipe']?.['post'];
    expect(wipe).toMatchObject({
      'x-tenantless-behaviour': 'own',
      'x-ms-permissions': {
        application: expect.arrayContaining(['DeviceManagementManagedDevices.PrivilegedOperations.All']),
      },
      responses: { '204': {} },
    });
  });
});
