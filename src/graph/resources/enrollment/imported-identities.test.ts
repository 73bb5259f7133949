import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { IMPORT_LIMIT } from './imported-identities.ts';

const CORPORATE = '/beta/deviceManagement/importedDeviceIdentities';

const identity = (importedDeviceIdentifier: string, description = '') => ({
  importedDeviceIdentifier,
  importedDeviceIdentityType: 'serialNumber',
  platform: 'ios',
  description,
});

describe('corporate identifiers', () => {
  it('are imported as a list, which says of each whether it was taken over', () => {
    const client = graphClient();
    const importList = (overwriteImportedDeviceIdentities: boolean, ...importedDeviceIdentities: object[]) =>
      client.post(`${CORPORATE}/importDeviceIdentityList`, {
        importedDeviceIdentities,
        overwriteImportedDeviceIdentities,
      });
    const first = importList(false, identity('SERIAL1', 'first'), identity('SERIAL2'));
    expect(first.status).toBe(200);
    expect(first.body.value).toMatchObject([
      { importedDeviceIdentifier: 'SERIAL1', status: true, enrollmentState: 'notContacted' },
      { importedDeviceIdentifier: 'SERIAL2', status: true },
    ]);
    expect(importList(false, identity('serial1', 'second')).body.value).toMatchObject([
      { status: false, description: 'first' },
    ]);
    expect(importList(true, identity('SERIAL1', 'third')).body.value).toMatchObject([
      { status: true, description: 'third' },
    ]);
    const { value } = client.get(CORPORATE).body;
    expect(value.map((each: { description: string }) => each.description)).toEqual(['third', '']);
    expect(value[0]).not.toHaveProperty('status');
  });

  it('are searched by what they say and of which type they are', () => {
    const client = graphClient();
    client.post(CORPORATE, identity('SERIAL1'));
    const search = (...importedDeviceIdentities: object[]) =>
      client.post(`${CORPORATE}/searchExistingIdentities`, { importedDeviceIdentities }).body.value;
    expect(search(identity('SERIAL1'), identity('SERIAL2'))).toMatchObject([
      { importedDeviceIdentifier: 'SERIAL1' },
    ]);
    expect(search({ ...identity('SERIAL1'), importedDeviceIdentityType: 'imei' })).toEqual([]);
  });

  it('are there once', () => {
    const client = graphClient();
    expect(client.post(CORPORATE, identity('SERIAL1')).status).toBe(201);
    expect(client.post(CORPORATE, identity('SERIAL1')).status).toBe(409);
  });

  it('are imported five thousand at a time', () => {
    const client = graphClient();
    const importedDeviceIdentities = Array.from({ length: IMPORT_LIMIT + 1 }, (_, number) =>
      identity(`S${number}`),
    );
    expect(client.post(`${CORPORATE}/importDeviceIdentityList`, { importedDeviceIdentities }).status).toBe(
      400,
    );
    importedDeviceIdentities.pop();
    expect(client.post(`${CORPORATE}/importDeviceIdentityList`, { importedDeviceIdentities }).status).toBe(
      200,
    );
  });
});

describe('identities of a token', () => {
  it('are imported by an administrator', () => {
    const client = graphClient();
    const token = '5c0f3f0e-0000-4000-8000-00000000000a';
    client.tenant
      .collection('deviceManagement/depOnboardingSettings')
      .insert(
        { id: token, tokenName: 'Contoso', tokenExpirationDateTime: '2027-01-01T00:00:00Z' },
        SERVICES.seed,
      );
    const url = `/beta/deviceManagement/depOnboardingSettings/${token}/importedAppleDeviceIdentities`;
    const importedAppleDeviceIdentities = [{ serialNumber: 'SERIAL1', platform: 'ios' }];
    const { body } = client.post(`${url}/importAppleDeviceIdentityList`, { importedAppleDeviceIdentities });
    expect(body.value).toMatchObject([
      { serialNumber: 'SERIAL1', status: true, discoverySource: 'adminImport' },
    ]);
    expect(client.get(url).body.value).toHaveLength(1);
    expect(client.post(url, { serialNumber: 'SERIAL1' }).status).toBe(409);
  });
});
