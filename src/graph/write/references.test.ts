import { describe, expect, it } from 'vitest';
import { graphClient, ORIGIN } from '../../../test/support/graph-client.ts';

const SET = '/beta/deviceManagement/deviceConfigurations';
const url = (id: string) => `${ORIGIN}${SET}('${id}')`;

function setUp() {
  const client = graphClient();
  const create = (type: string, extra: object = {}) =>
    client.post(SET, { '@odata.type': `#microsoft.graph.${type}`, displayName: type, ...extra });
  const root: string = create('iosTrustedRootCertificate').body.id;
  const general: string = create('iosGeneralDeviceConfiguration').body.id;
  return { client, create, root, general };
}

describe('a relation that leads to an entity elsewhere', () => {
  it('is set while an entity is created, and read through the type that has it', () => {
    const { client, create, root } = setUp();
    const scep = create('iosScepCertificateProfile', { 'rootCertificate@odata.bind': url(root) }).body.id;
    const found = client.get(`${SET}/${scep}/microsoft.graph.iosScepCertificateProfile/rootCertificate`);
    expect(found.status).toBe(200);
    expect(found.body.id).toBe(root);
    // The relation belongs to a derived type, which paths on Intune's pages leave out.
    expect(client.get(`${SET}/${scep}/rootCertificate`).body.id).toBe(root);
    expect(client.get(`${SET}/${root}/rootCertificate`).body.error.message).toBe(
      "Resource not found for the segment 'rootCertificate'.",
    );
  });

  it('is set by an update and by a reference, which replace what was there', () => {
    const { client, create, root } = setUp();
    const other = create('iosTrustedRootCertificate').body.id;
    const pkcs = create('iosPkcsCertificateProfile').body.id;
    const scep = create('iosScepCertificateProfile', { 'rootCertificate@odata.bind': url(root) }).body.id;
    const at = `${SET}/${scep}/microsoft.graph.iosScepCertificateProfile/rootCertificate`;
    const patched = client.patch(`${SET}/${scep}`, {
      '@odata.type': '#microsoft.graph.iosScepCertificateProfile',
      'rootCertificate@odata.bind': url(other),
    });
    expect(patched.status).toBe(200);
    expect(client.get(at).body.id).toBe(other);
    expect(client.send('PUT', `${at}/$ref`, { '@odata.id': url(root) }).status).toBe(204);
    expect(client.get(at).body.id).toBe(root);
    expect(client.delete(`${at}/$ref`).status).toBe(204);
    expect(client.get(at).status).toBe(404);
    expect(client.delete(`${at}/$ref`).status).toBe(404);
    expect(client.get(`${SET}/${pkcs}`).status).toBe(200);
  });

  it('refuses what does not exist or does not belong there, and creates nothing then', () => {
    const { client, create, general } = setUp();
    const before = client.get(SET).body.value.length;
    const unknown = '00000000-0000-4000-8000-000000000000';
    const bind = (id: string) =>
      create('iosScepCertificateProfile', { 'rootCertificate@odata.bind': url(id) });
    expect(bind(unknown)).toMatchObject({ status: 404, body: { error: { code: 'ResourceNotFound' } } });
    expect(bind(general)).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
    expect(client.get(SET).body.value).toHaveLength(before);
  });

  it('takes a change of the entity that it leads to', () => {
    const { client, create, root } = setUp();
    const scep = create('iosScepCertificateProfile', { 'rootCertificate@odata.bind': url(root) }).body.id;
    const at = `${SET}/${scep}/microsoft.graph.iosScepCertificateProfile/rootCertificate`;
    const changed = client.patch(at, {
      '@odata.type': '#microsoft.graph.iosTrustedRootCertificate',
      displayName: 'Renamed',
    });
    expect(changed.status).toBe(200);
    expect(client.get(`${SET}/${root}`).body).toMatchObject({ displayName: 'Renamed', version: 2 });
  });

  it('of the same name leads to different types from different types', () => {
    const { create, root } = setUp();
    const macRoot = create('macOSTrustedRootCertificate').body.id;
    const ios = create('iosScepCertificateProfile', { 'rootCertificate@odata.bind': url(root) });
    const mac = create('macOSScepCertificateProfile', { 'rootCertificate@odata.bind': url(macRoot) });
    expect([ios.status, mac.status]).toEqual([201, 201]);
    expect(create('macOSScepCertificateProfile', { 'rootCertificate@odata.bind': url(root) }).status).toBe(
      400,
    );
  });
});

describe('a change', () => {
  it('with related entities inside is refused in the words of the service', () => {
    const { client, general } = setUp();
    const refused = client.patch(`${SET}/${general}`, {
      '@odata.type': '#microsoft.graph.iosGeneralDeviceConfiguration',
      assignments: [],
    });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({
      code: 'ModelValidationFailure',
      message:
        "Cannot apply PATCH to navigation property 'assignments' on entity type 'microsoft.management.services.api.iosGeneralDeviceConfiguration'.",
    });
  });
});
