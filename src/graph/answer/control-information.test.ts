import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, createUser, enrollDevices, graphClient } from '../../../test/support/graph-client.ts';

const BASE = 'https://graph.microsoft.com/beta';
const POLICIES = '/beta/deviceManagement/deviceCompliancePolicies';
const full = { accept: 'application/json;odata.metadata=full' };
const none = { accept: 'application/json; odata.metadata=none' };

let client: Client;
let policy: string;
beforeEach(() => {
  client = graphClient();
  policy = client.post(POLICIES, {
    '@odata.type': '#microsoft.graph.macOSCompliancePolicy',
    displayName: 'MacOS - Password',
    scheduledActionsForRule: [
      { ruleName: null, scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }] },
    ],
  }).body.id;
});

describe('full control information', () => {
  // Recorded: SkipToTheEndpoint/OpenIntuneBaseline, "MacOS - OIB - Compliance - U - Password - v1.0.json".
  it('says of a policy what type it and its values are, where it is, and what leads on from it', () => {
    const { body, headers } = client.get(
      `${POLICIES}/${policy}?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)`,
      full,
    );
    const id = `deviceManagement/deviceCompliancePolicies('${policy}')`;
    const link = `${BASE}/${id}/microsoft.graph.macOSCompliancePolicy`;
    expect(headers['Content-Type']).toBe(
      'application/json;odata.metadata=full;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    );
    expect(body).toMatchObject({
      '@odata.type': '#microsoft.graph.macOSCompliancePolicy',
      '@odata.id': id,
      '@odata.editLink': `${id}/microsoft.graph.macOSCompliancePolicy`,
      'roleScopeTagIds@odata.type': '#Collection(String)',
      'createdDateTime@odata.type': '#DateTimeOffset',
      'passwordRequiredType@odata.type': '#microsoft.graph.requiredPasswordType',
      'deviceStatuses@odata.associationLink': `${link}/deviceStatuses/$ref`,
      'deviceStatuses@odata.navigationLink': `${link}/deviceStatuses`,
      '#microsoft.graph.assign': {
        title: 'microsoft.graph.assign',
        target: `${BASE}/${id}/microsoft.graph.deviceCompliancePolicy/microsoft.graph.assign`,
      },
    });
    // JSON says these by itself, and nothing is said of what isn't there.
    for (const name of ['id', 'displayName', 'version', 'passwordRequired', 'osMinimumVersion']) {
      expect(body).not.toHaveProperty([`${name}@odata.type`]);
    }
    const [rule] = body.scheduledActionsForRule;
    const place = `${id}/scheduledActionsForRule('${rule.id}')`;
    expect(rule).toMatchObject({
      '@odata.type': '#microsoft.graph.deviceComplianceScheduledActionForRule',
      '@odata.id': place,
      '@odata.editLink': place,
      'scheduledActionConfigurations@odata.navigationLink': `${BASE}/${place}/scheduledActionConfigurations`,
    });
    const [action] = rule.scheduledActionConfigurations;
    expect(action).toMatchObject({
      '@odata.id': `${place}/scheduledActionConfigurations('${action.id}')`,
      'actionType@odata.type': '#microsoft.graph.deviceComplianceActionType',
      'notificationMessageCCList@odata.type': '#Collection(String)',
    });
  });

  // Recorded: hashicorp/go-azure-sdk, sdk/odata/odata_test.go; terraform-provider-azuread#588.
  it('says of a user the same in a list, and another place where it is a member', () => {
    const id = createUser(client, 'Amara');
    const group = client.post('/v1.0/groups', {
      displayName: 'x',
      mailEnabled: false,
      mailNickname: 'x',
      securityEnabled: true,
      'members@odata.bind': [`https://graph.microsoft.com/v1.0/directoryObjects/${id}`],
    }).body.id;
    const [user] = client.get('/v1.0/users', full).body.value;
    expect(user).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      '@odata.id': `users('${id}')`,
      '@odata.editLink': `users('${id}')`,
      'businessPhones@odata.type': '#Collection(String)',
    });
    const [member] = client.get(`/v1.0/groups/${group}/members`, full).body.value;
    expect(member).toMatchObject({
      '@odata.id': `directoryObjects('${id}')`,
      'manager@odata.navigationLink': `https://graph.microsoft.com/v1.0/directoryObjects('${id}')/microsoft.graph.user/manager`,
    });
  });

  it('leads to what was selected only', () => {
    const { body } = client.get(`${POLICIES}/${policy}?$select=createdDateTime&$expand=assignments`, full);
    expect(Object.keys(body).filter((name) => name.endsWith('Link') || name.startsWith('#'))).toEqual([
      '@odata.editLink',
      'assignments@odata.associationLink',
      'assignments@odata.navigationLink',
    ]);
  });

  it('comes with what was created and changed', () => {
    const created = client.send(
      'POST',
      '/beta/deviceManagement/assignmentFilters',
      { displayName: 'x', platform: 'iOS', rule: '(device.model -eq "iPhone")' },
      full,
    );
    expect(created.status).toBe(201);
    const place = `deviceManagement/assignmentFilters('${created.body.id}')`;
    expect(created.body).toMatchObject({
      '@odata.id': place,
      'platform@odata.type': '#microsoft.graph.devicePlatformType',
      '#microsoft.graph.getSupportedProperties': {
        title: 'microsoft.graph.getSupportedProperties',
        target: `${BASE}/${place}/microsoft.graph.getSupportedProperties`,
      },
    });
    const changed = client.send('PATCH', `/beta/${place}`, { displayName: 'y' }, full);
    expect(changed.body).toMatchObject({ '@odata.editLink': place, displayName: 'y' });
  });
});

describe('no control information', () => {
  it('leaves pages and counts, and nothing else', () => {
    enrollDevices(client.tenant, 2);
    const { body, headers } = client.get('/v1.0/deviceManagement/managedDevices?$top=1&$select=id', none);
    expect(headers['Content-Type']).toContain('odata.metadata=none');
    expect(Object.keys(body)).toEqual(['@odata.count', '@odata.nextLink', 'value']);
    expect(client.get(`${POLICIES}?$expand=assignments&$select=id`, none).body).toEqual({
      value: [{ id: policy, assignments: [] }],
    });
  });

  it('leaves the end of a delta', () => {
    const { body } = client.get('/v1.0/users/delta', none);
    expect(Object.keys(body)).toEqual(['@odata.deltaLink', 'value']);
  });
});

describe('numbers', () => {
  it('that are large are text for whoever wants that', () => {
    enrollDevices(client.tenant, 1, { totalStorageSpaceInBytes: 128_000_000_000 });
    const read = (accept: string) =>
      client.get('/v1.0/deviceManagement/managedDevices?$select=totalStorageSpaceInBytes', { accept });
    const text = read('application/json;IEEE754Compatible=true');
    expect(text.body.value).toEqual([{ totalStorageSpaceInBytes: '128000000000' }]);
    expect(text.headers['Content-Type']).toContain('odata.metadata=minimal');
    expect(text.headers['Content-Type']).toContain('IEEE754Compatible=true');
    expect(read('application/json;odata.metadata=minimal').body.value).toEqual([
      { totalStorageSpaceInBytes: 128_000_000_000 },
    ]);
  });
});

it('an error is the same however much was asked for', () => {
  const { status, headers } = client.get(`${POLICIES}/none`, full);
  expect([status, headers['Content-Type']]).toEqual([404, 'application/json']);
});
