import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';

const APPS = '/beta/deviceAppManagement/mobileApps';

describe('relationships of apps', () => {
  const client = graphClient();
  const create = (displayName: string, versionNumber = '1.0') =>
    client.post(APPS, {
      '@odata.type': '#microsoft.graph.iosLobApp',
      displayName,
      publisher: 'Contoso',
      versionNumber,
    }).body.id as string;
  const dependency = (targetId: string) => ({
    '@odata.type': '#microsoft.graph.mobileAppDependency',
    targetId,
    dependencyType: 'autoInstall',
  });
  const supersedence = (targetId: string) => ({
    '@odata.type': '#microsoft.graph.mobileAppSupersedence',
    targetId,
    supersedenceType: 'replace',
  });
  const app = create('App', '3.0');
  const runtime = create('Runtime', '2.0');
  const base = create('Base');
  const former = create('Former');
  const relate = (of: string, ...relationships: unknown[]) =>
    client.post(`${APPS}/${of}/updateRelationships`, { relationships });
  const rows = (of: string, query = '') => client.get(`${APPS}/${of}/relationships${query}`).body.value;
  const counts = (of: string) => {
    const { dependentAppCount, supersedingAppCount, supersededAppCount } = client.get(`${APPS}/${of}`).body;
    return { dependentAppCount, supersedingAppCount, supersededAppCount };
  };

  it('stand at both apps, each from its own side', () => {
    expect(relate(app, dependency(runtime), supersedence(former)).status).toBe(204);
    expect(rows(app)).toMatchObject([
      {
        '@odata.type': '#microsoft.graph.mobileAppDependency',
        id: `${app}_${runtime}`,
        targetId: runtime,
        targetDisplayName: 'Runtime',
        targetDisplayVersion: '2.0',
        targetPublisher: 'Contoso',
        targetType: 'child',
        dependencyType: 'autoInstall',
      },
      { '@odata.type': '#microsoft.graph.mobileAppSupersedence', targetId: former, targetType: 'child' },
    ]);
    expect(rows(runtime)).toMatchObject([
      { id: `${runtime}_${app}`, targetId: app, targetDisplayName: 'App', targetType: 'parent' },
    ]);
  });

  it('are asked for by their side', () => {
    relate(runtime, dependency(base));
    const filter = (side: string) =>
      `?$filter=targetType eq microsoft.graph.mobileAppRelationshipType'${side}'`;
    expect(rows(runtime, filter('child'))).toMatchObject([{ targetId: base }]);
    expect(rows(runtime, filter('parent'))).toMatchObject([{ targetId: app }]);
  });

  it('are counted at every app that they reach', () => {
    expect(counts(app)).toEqual({ dependentAppCount: 2, supersedingAppCount: 1, supersededAppCount: 0 });
    expect(counts(runtime)).toEqual({ dependentAppCount: 1, supersedingAppCount: 0, supersededAppCount: 0 });
    expect(counts(former)).toEqual({ dependentAppCount: 0, supersedingAppCount: 0, supersededAppCount: 1 });
  });

  it('are all listed once at the root', () => {
    const all = client.get('/beta/deviceAppManagement/mobileAppRelationships').body.value;
    expect(all.map(({ id }: { id: string }) => id)).toEqual([
      `${app}_${runtime}`,
      `${app}_${former}`,
      `${runtime}_${base}`,
    ]);
  });

  it('can be posted one by one and taken back', () => {
    const answer = client.post(`${APPS}/${base}/relationships`, supersedence(former));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id: `${base}_${former}`,
      targetDisplayName: 'Former',
      targetType: 'child',
    });
    expect(rows(base)).toHaveLength(2);
    expect(counts(former).supersededAppCount).toBe(2);
    expect(client.delete(`${APPS}/${base}/relationships/${base}_${former}`).status).toBe(204);
    expect(counts(former).supersededAppCount).toBe(1);
  });

  it('need somebody at the other end', () => {
    expect(relate(app, { '@odata.type': '#microsoft.graph.mobileAppDependency' }).status).toBe(400);
    expect(rows(app)).toHaveLength(2);
  });

  it('end with one of the apps', () => {
    client.delete(`${APPS}/${runtime}`);
    expect(rows(app)).toMatchObject([{ targetId: former }]);
    expect(rows(base)).toEqual([]);
    expect(counts(app).dependentAppCount).toBe(0);
  });

  it('are replaced as a whole, and others’ stay', () => {
    relate(base, supersedence(former));
    relate(app);
    expect(rows(app)).toEqual([]);
    expect(rows(former)).toMatchObject([{ targetId: base, targetType: 'parent' }]);
  });
});
