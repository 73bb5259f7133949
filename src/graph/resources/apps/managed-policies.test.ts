import { describe, expect, it } from 'vitest';
import { graphClient } from '../../../../test/support/graph-client.ts';
import { SERVICES } from '../../../tenant/index.ts';
import { SUMMARY_ROWS } from './managed-statuses.ts';

const ROOT = '/beta/deviceAppManagement';
const IOS = `${ROOT}/iosManagedAppProtections`;
const CONFIGURATIONS = `${ROOT}/targetedManagedAppConfigurations`;
const POLICIES = `${ROOT}/managedAppPolicies`;
const STAFF = '11111111-2222-4333-8444-555555555555';
const TRAINEES = '22222222-2222-4333-8444-555555555555';

const ios = (bundleId: string) => ({
  mobileAppIdentifier: { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId },
});
const group = (groupId: string) => ({
  target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId },
});
const excluded = (groupId: string) => ({
  target: { '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId },
});
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe('a policy that protects apps', () => {
  const client = graphClient();
  const created = client.post(IOS, { displayName: 'Protect', pinRequired: true, minimumPinLength: 6 });
  const { id } = created.body;

  it('has an id that says what it is, and a version that says nothing', () => {
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      displayName: 'Protect',
      id: expect.stringMatching(/^T_[0-9a-f-]{36}$/),
      // The time in seconds: 2026-09-01T08:00:00Z.
      version: expect.stringMatching(/^"[0-9a-f]{8}-0000-0d00-0000-6a9686000000"$/),
      isAssigned: false,
      deployedAppCount: 0,
      pinRequired: true,
      roleScopeTagIds: ['0'],
    });
    expect(created.body['@odata.type']).toBeUndefined();
  });

  it('is among all policies for managed apps, with its type', () => {
    const typed = { '@odata.type': '#microsoft.graph.iosManagedAppProtection', id };
    expect(client.get(`${POLICIES}/${id}`).body).toMatchObject(typed);
    const other = client.post(CONFIGURATIONS, { displayName: 'Configure' }).body;
    expect(other.id).toMatch(/^A_/);
    expect(ids(client.get(POLICIES).body.value)).toEqual([id, other.id]);
    expect(ids(client.get(IOS).body.value)).toEqual([id]);
    expect(ids(client.get(CONFIGURATIONS).body.value)).toEqual([other.id]);
    expect(client.get(`${CONFIGURATIONS}/${id}`).status).toBe(404);
  });

  it('may be created among all of them', () => {
    const body = { '@odata.type': '#microsoft.graph.androidManagedAppProtection', displayName: 'Android' };
    const android = client.post(POLICIES, body).body;
    expect(android.id).toMatch(/^T_/);
    expect(ids(client.get(`${ROOT}/androidManagedAppProtections`).body.value)).toEqual([android.id]);
    expect(client.post(POLICIES, { displayName: 'Nothing' }).body.error.message).toBe(
      'Cannot create an abstract class.',
    );
  });

  it('gets another version when it changes', () => {
    const before = client.get(`${IOS}/${id}`).body;
    client.tenant.clock.advance(1000);
    // The service answers with nothing, though the page says otherwise.
    expect(client.patch(`${IOS}/${id}`, { minimumPinLength: 8 })).toMatchObject({
      status: 204,
      body: undefined,
    });
    const after = client.get(`${IOS}/${id}`).body;
    expect(after).toMatchObject({ minimumPinLength: 8, pinRequired: true });
    expect(after.version).not.toBe(before.version);
  });

  it('says which apps it is for, each named after its platform', () => {
    const apps = [
      ios('com.microsoft.Office.Excel'),
      ios('com.microsoft.msedge'),
      ios('com.microsoft.MSEdge'),
    ];
    expect(client.post(`${IOS}/${id}/targetApps`, { apps, appGroupType: 'selectedPublicApps' }).status).toBe(
      204,
    );
    const rows = client.get(`${IOS}/${id}/apps`).body.value;
    expect(rows).toMatchObject([
      { id: 'com.microsoft.office.excel.ios', version: expect.stringMatching(/^-?\d+$/), ...apps[0] },
      { id: 'com.microsoft.msedge.ios' },
    ]);
    expect(client.get(`${IOS}/${id}`).body).toMatchObject({
      deployedAppCount: 2,
      appGroupType: 'selectedPublicApps',
    });
    expect(client.delete(`${IOS}/${id}/apps/com.microsoft.msedge.ios`).status).toBe(204);
    expect(client.get(`${IOS}/${id}`).body.deployedAppCount).toBe(1);
  });

  it('can be told so wherever it is shown', () => {
    const body = { apps: [ios('com.contoso.app')], appGroupType: 'allApps' };
    expect(client.post(`${POLICIES}/${id}/targetApps`, body).status).toBe(204);
    expect(ids(client.get(`${IOS}/${id}/apps`).body.value)).toEqual(['com.contoso.app.ios']);
    expect(client.get(`${POLICIES}/${id}`).body.appGroupType).toBe('allApps');
  });

  it('is assigned to groups, each named and whether it is excluded', () => {
    const assignments = [group(STAFF), excluded(TRAINEES)];
    expect(client.post(`${IOS}/${id}/assign`, { assignments }).status).toBe(204);
    expect(client.get(`${IOS}/${id}?$expand=apps,assignments`).body.assignments).toEqual([
      {
        id: `${STAFF}_incl`,
        source: 'direct',
        sourceId: '00000000-0000-0000-0000-000000000000',
        target: {
          ...group(STAFF).target,
          deviceAndAppManagementAssignmentFilterId: null,
          deviceAndAppManagementAssignmentFilterType: 'none',
        },
      },
      expect.objectContaining({ id: `${TRAINEES}_excl` }),
    ]);
    expect(client.get(`${POLICIES}/${id}`).body.isAssigned).toBe(true);
    client.post(`${IOS}/${id}/assign`, { assignments: [] });
    expect(client.get(`${IOS}/${id}`).body.isAssigned).toBe(false);
  });

  it('is not assigned one by one, as the service does not route that', () => {
    const refused = client.post(`${IOS}/${id}/assignments`, group(STAFF));
    expect(refused.body.error.code).toBe('No method match route template');
  });

  it('goes with all that stands below it', () => {
    client.post(`${IOS}/${id}/assign`, { assignments: [group(STAFF)] });
    expect(client.delete(`${IOS}/${id}`).status).toBe(204);
    expect(client.get(`${POLICIES}/${id}`).status).toBe(404);
    for (const name of ['apps', 'assignments']) {
      expect(client.tenant.collection(`deviceAppManagement/managedAppPolicies/${name}`).size).toBe(0);
    }
  });
});

describe('a policy that configures apps', () => {
  const client = graphClient();
  const created = client.post(CONFIGURATIONS, {
    displayName: 'Configure',
    appGroupType: 'allApps',
    customSettings: [
      { name: 'com.microsoft.intune.mam.managedbrowser.homepage', value: 'https://contoso.com' },
    ],
    apps: [ios('com.microsoft.msedge')],
    assignments: [group(STAFF)],
  });
  const { id } = created.body;

  it('is created with its apps and assignments, and counts them a moment later', () => {
    expect(created.body).toMatchObject({ isAssigned: false, appGroupType: 'allApps' });
    const read = client.get(`${CONFIGURATIONS}/${id}?$expand=apps,assignments,settings`).body;
    expect(read).toMatchObject({ isAssigned: true, deployedAppCount: 1, settings: [] });
    expect(ids(read.apps)).toEqual(['com.microsoft.msedge.ios']);
    expect(ids(read.assignments)).toEqual([`${STAFF}_incl`]);
    expect(read['apps@odata.context']).toBe(
      `https://graph.microsoft.com/beta/$metadata#deviceAppManagement/targetedManagedAppConfigurations('${id}')/apps`,
    );
  });

  it('has settings of the catalogue, which are replaced as a whole', () => {
    const setting = (settingDefinitionId: string) => ({
      settingInstance: {
        '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
        settingDefinitionId,
        choiceSettingValue: { value: `${settingDefinitionId}_1`, children: [] },
      },
    });
    const change = (...settings: unknown[]) =>
      client.post(`${CONFIGURATIONS}/${id}/changeSettings`, { settings });
    expect(change(setting('a'), setting('b')).status).toBe(204);
    expect(ids(client.get(`${CONFIGURATIONS}/${id}/settings`).body.value)).toEqual(['0', '1']);
    change(setting('c'));
    expect(client.get(`${CONFIGURATIONS}/${id}/settings`).body.value).toMatchObject([
      { id: '0', settingInstance: { settingDefinitionId: 'c' } },
    ]);
  });
});

describe('apps that registered', () => {
  const client = graphClient();
  const { tenant } = client;
  const policy = client.post(IOS, { displayName: 'Protect' }).body.id;
  const register = (id: string, userId: string, bundleId: string, flaggedReasons = ['none']) =>
    tenant.collection('deviceAppManagement/managedAppRegistrations').insert(
      {
        '@odata.type': '#microsoft.graph.iosManagedAppRegistration',
        id,
        userId,
        deviceTag: `tag-${userId}`,
        flaggedReasons,
        appIdentifier: { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId },
        $policies: [policy],
      },
      SERVICES.intune,
    );
  register('one', 'adele', 'com.microsoft.msedge');
  register('two', 'adele', 'com.microsoft.skype.teams');
  register('three', 'bruno', 'com.microsoft.msedge', ['rootedDevice']);
  const status = (query: string) =>
    client.get(`${ROOT}/managedAppStatuses('appregistrationsummary')?${query}`).body;

  it('are counted by the policy: people, and people for each app', () => {
    expect(client.get(`${IOS}/${policy}/deploymentSummary`).body).toMatchObject({
      displayName: 'Protect',
      configurationDeployedUserCount: 2,
      configurationDeploymentSummaryPerApp: [
        { mobileAppIdentifier: { bundleId: 'com.microsoft.msedge' }, configurationAppliedUserCount: 2 },
        { mobileAppIdentifier: { bundleId: 'com.microsoft.skype.teams' }, configurationAppliedUserCount: 1 },
      ],
    });
  });

  it('name the policies that they heed, and who has something wrong', () => {
    const registrations = `${ROOT}/managedAppRegistrations`;
    expect(ids(client.get(`${registrations}/one/appliedPolicies`).body.value)).toEqual([policy]);
    expect(ids(client.get(`${registrations}/one/intendedPolicies`).body.value)).toEqual([policy]);
    expect(client.get(`${registrations}/getUserIdsWithFlaggedAppRegistration()`).body.value).toEqual([
      'bruno',
    ]);
  });

  it('refuse what only lies below a registration as an object of an operation', () => {
    const applied = `${ROOT}/managedAppRegistrations/three/appliedPolicies`;
    const type = '#microsoft.graph.iosManagedAppProtection';
    const { status: created, body } = client.post(applied, { '@odata.type': type, displayName: 'Said' });
    expect(created).toBe(201);
    const parameters = { apps: [], appGroupType: 'allApps' };
    expect(client.post(`${applied}/${body.id}/targetApps`, parameters).status).toBe(404);
  });

  it('are told as a table with the columns that are asked for, page by page', () => {
    const columns = 'columns=ApplicationName,UserId,PolicyName,Unknown';
    const first = status(`fetch=2&policyMode=0&${columns}`).content;
    expect(first).toMatchObject({
      header: [{ columnName: 'UserId' }, { columnName: 'ApplicationName' }, { columnName: 'PolicyName' }],
      body: [
        { values: ['adele', 'com.microsoft.msedge', 'Protect'] },
        { values: ['adele', 'com.microsoft.skype.teams', 'Protect'] },
      ],
    });
    const second = status(`fetch=2&${columns}&seek=${first.skipToken}`).content;
    expect(second).toMatchObject({
      body: [{ values: ['bruno', 'com.microsoft.msedge', 'Protect'] }],
      skipToken: '',
    });
    expect(status('').content).toMatchObject({ body: { length: 3 }, skipToken: '' });
  });

  it('fill a page of the table', () => {
    for (let index = 3; index <= SUMMARY_ROWS; index += 1)
      register(`more-${index}`, 'carla', 'com.contoso.app');
    const { body, skipToken } = status('').content;
    expect(body).toHaveLength(SUMMARY_ROWS);
    expect(status(`seek=${skipToken}`).content.body).toHaveLength(1);
  });
});
