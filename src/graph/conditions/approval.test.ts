import { describe, expect, it } from 'vitest';
import {
  application,
  createUser,
  enrollDevices,
  graphClient,
  makeIntuneAdministrator,
  smallTenant,
} from '../../../test/support/graph-client.ts';
import { createGraph } from '../graph.ts';
import { APPROVAL_LIFETIME, JUSTIFICATION_LIMIT } from '../resources/approvals/approval-requests.ts';
import type { Caller } from '../types.ts';

const APPS = '/beta/deviceAppManagement/mobileApps';
const POLICIES = '/beta/deviceManagement/operationApprovalPolicies';
const REQUESTS = '/beta/deviceManagement/operationApprovalRequests';
const APP = {
  '@odata.type': '#microsoft.graph.iosStoreApp',
  displayName: 'A',
  publisher: 'P',
  appStoreUrl: 'https://a',
};
const JUSTIFIED = { 'x-msft-approval-justification': btoa('Change 1') };

/** A tenant whose apps are protected, an application that automates, and an administrator who decides. */
function world() {
  const tenant = smallTenant();
  const graph = createGraph(tenant);
  const automation = graphClient(tenant, undefined, graph);
  const admin = createUser(automation, 'Ada');
  const group = automation.post('/v1.0/groups', {
    displayName: 'Approvers',
    mailEnabled: false,
    mailNickname: 'approvers',
    securityEnabled: true,
  }).body.id as string;
  tenant.links('groups/members').link(group, admin, { kind: 'service', id: 'test', name: 'Test' });
  const policy = automation.post(POLICIES, {
    displayName: 'Apps',
    policyType: 'app',
    policyPlatform: 'notApplicable',
    approverGroupIds: [group],
  });
  expect(policy.status, policy.text).toBe(201);
  graph.conditions.change({ multiAdminApproval: true });
  const as = (userId: string): Caller => ({
    ...application('DeviceManagementConfiguration.ReadWrite.All', 'DeviceManagementApps.ReadWrite.All'),
    kind: 'delegated',
    userId,
  });
  makeIntuneAdministrator(tenant, admin);
  return { tenant, graph, automation, admin, approver: graphClient(tenant, as(admin), graph), as };
}

type World = ReturnType<typeof world>;

function file({ automation }: World, method = 'POST', url = APPS, body: object | undefined = APP): string {
  const { status, headers } = automation.send(method, url, body, JUSTIFIED);
  expect(status).toBe(412);
  return headers['x-msft-approval-code'] as string;
}

const said = (answer: { body: { error: { message: string } } }) => answer.body.error.message;

describe('Multi Admin Approval', () => {
  it('is off by default: policies are kept and do nothing', () => {
    const { automation, graph } = world();
    graph.conditions.change({ multiAdminApproval: false });
    expect(automation.post(APPS, APP).status).toBe(201);
  });

  it('leaves what is read and what is not protected alone', () => {
    const { automation } = world();
    expect(automation.get(APPS).status).toBe(200);
    expect(automation.post('/beta/deviceManagement/deviceCategories', { displayName: 'C' }).status).toBe(201);
  });

  it('asks for a justification, in base64, and not too long', () => {
    const { automation, tenant } = world();
    const send = (justification?: string) =>
      automation.send(
        'POST',
        APPS,
        APP,
        justification === undefined ? {} : { 'x-msft-approval-justification': justification },
      );
    const missing = send();
    expect(missing.status).toBe(400);
    expect(said(missing)).toContain("Header 'x-msft-approval-justification' is required to request approval");
    expect(missing.headers['x-tenantless-injected']).toBe('multiAdminApproval');
    expect(said(send('plain text'))).toContain('must be a valid base64 encoded string.');
    expect(said(send(btoa('x'.repeat(JUSTIFICATION_LIMIT + 1))))).toContain(
      'no greater than 1024 characters',
    );
    expect(tenant.collection('deviceAppManagement/mobileApps').size).toBe(0);
  });

  it('files a request that a second administrator approves, and carries it out when it is sent again', () => {
    const w = world();
    const { automation, approver, admin, tenant } = w;
    const refused = automation.send('POST', APPS, APP, JUSTIFIED);
    expect(refused.status).toBe(412);
    const code = refused.headers['x-msft-approval-code'] as string;
    expect(refused.body.error).toMatchObject({ code: 'BadRequest' });
    expect(said(refused)).toBe(
      `Approval Required. Request Approval using the request ID returned as part of the x-msft-approval-code response header. x-msft-approval-code: ${code}`,
    );
    expect(automation.get(`${REQUESTS}/${code}`).body).toMatchObject({
      status: 'needsApproval',
      requestJustification: 'Change 1',
      requiredOperationApprovalPolicyTypes: ['app'],
      requestor: { application: { id: application().appId, displayName: 'Automation' } },
    });
    const again = () => automation.send('POST', APPS, APP, { 'x-msft-approval-code': code });
    expect(again().status).toBe(403);
    expect(approver.post(`${REQUESTS}/${code}/approve`, { justification: 'Fine' }).status).toBe(200);
    expect(automation.get(`${REQUESTS}/${code}`).body).toMatchObject({
      status: 'approved',
      approvalJustification: 'Fine',
      approver: { user: { id: admin, displayName: 'Ada' } },
    });
    expect(tenant.collection('deviceAppManagement/mobileApps').size).toBe(0);
    expect(again().status).toBe(201);
    expect(tenant.collection('deviceAppManagement/mobileApps').size).toBe(1);
    expect(automation.get(`${REQUESTS}/${code}`).body.status).toBe('completed');
    expect(again().status).toBe(403);
  });

  it('takes an approval for exactly what was filed, by who filed it', () => {
    const w = world();
    const code = file(w);
    w.approver.post(`${REQUESTS}/${code}/approve`, {});
    const header = { 'x-msft-approval-code': code };
    expect(w.automation.send('POST', APPS, { ...APP, displayName: 'B' }, header).status).toBe(403);
    expect(w.approver.send('POST', APPS, APP, header).status).toBe(403);
    expect(said(w.automation.send('POST', APPS, APP, { 'x-msft-approval-code': 'x' }))).toContain(
      'expected GUID format',
    );
    expect(w.automation.send('POST', APPS, APP, header).status).toBe(201);
  });

  it('lets nobody decide who asked, who is no approver, or who is an application', () => {
    const w = world();
    const { graph, tenant, automation, as } = w;
    const code = file(w);
    const decide = (client: World['automation'], id = code) =>
      client.post(`${REQUESTS}/${id}/approve`, {}).status;
    expect(decide(automation)).toBe(403);
    graph.conditions.change({ multiAdminApproval: false });
    const other = createUser(automation, 'Bob');
    graph.conditions.change({ multiAdminApproval: true });
    expect(decide(graphClient(tenant, as(other), graph))).toBe(403);
    const own = w.approver.send('POST', APPS, { ...APP, displayName: 'Own' }, JUSTIFIED);
    expect(decide(w.approver, own.headers['x-msft-approval-code'])).toBe(403);
    expect(decide(w.approver)).toBe(200);
    expect(decide(w.approver)).toBe(400);
  });

  it('can be rejected, cancelled by who asked, or taken back by who approved', () => {
    const w = world();
    const { automation, approver } = w;
    const [rejected, cancelled, takenBack] = [file(w), file(w), file(w)];
    expect(approver.post(`${REQUESTS}/${rejected}/reject`, { justification: 'No' }).status).toBe(200);
    expect(approver.post(`${REQUESTS}/cancelMyRequest`, { id: cancelled }).status).toBe(404);
    expect(automation.post(`${REQUESTS}/cancelMyRequest`, { id: cancelled }).status).toBe(204);
    approver.post(`${REQUESTS}/${takenBack}/approve`, {});
    expect(approver.post(`${REQUESTS}/${takenBack}/cancelApproval`, {}).status).toBe(200);
    const statuses = [rejected, cancelled, takenBack].map(
      (id) => automation.get(`${REQUESTS}/${id}`).body.status,
    );
    expect(statuses).toEqual(['rejected', 'cancelled', 'cancelled']);
    expect(automation.get(`${REQUESTS}/retrieveMyRequests()`).body.value).toHaveLength(3);
    expect(approver.get(`${REQUESTS}/retrieveMyRequests()`).body.value).toEqual([]);
    expect(automation.get(`${REQUESTS}/retrieveMyRequestById(id='${rejected}')`).body.id).toBe(rejected);
  });

  it('locks what a request is about', () => {
    const w = world();
    const { automation, graph } = w;
    graph.conditions.change({ multiAdminApproval: false });
    const id = automation.post(APPS, APP).body.id;
    graph.conditions.change({ multiAdminApproval: true });
    const code = file(w, 'DELETE', `${APPS}/${id}`, undefined);
    const second = automation.send('PATCH', `${APPS}/${id}`, { displayName: 'B' }, JUSTIFIED);
    expect(second.status).toBe(409);
    expect(said(second)).toContain('An active Approval Request already exists for this entity');
    const status = () =>
      automation.post(`${REQUESTS}/retrieveRequestStatus`, { entityId: id, entityType: 'x' }).body;
    expect(status()).toMatchObject({ entityLocked: true, requestId: code, requestStatus: 'needsApproval' });
    automation.post(`${REQUESTS}/cancelMyRequest`, { id: code });
    expect(status()).toMatchObject({ entityLocked: false });
  });

  it('expires after three days', () => {
    const w = world();
    const code = file(w);
    w.tenant.clock.advance(APPROVAL_LIFETIME);
    expect(w.automation.get(`${REQUESTS}/${code}`).body.status).toBe('expired');
    expect(w.approver.post(`${REQUESTS}/${code}/approve`, {}).status).toBe(400);
  });

  it('protects access policies by itself, and wiping, retiring and deleting devices by policies of theirs', () => {
    const w = world();
    const { automation, graph, tenant } = w;
    const [device] = enrollDevices(tenant, 1);
    const policy = {
      displayName: 'Wipe',
      policyType: 'deviceWipe',
      policyPlatform: 'notApplicable',
      approverGroupIds: [],
    };
    expect(automation.post(POLICIES, policy).status).toBe(400);
    graph.conditions.change({ multiAdminApproval: false });
    automation.post(POLICIES, policy);
    graph.conditions.change({ multiAdminApproval: true });
    const url = `/beta/deviceManagement/managedDevices/${device}`;
    expect(said(automation.post(`${url}/wipe`, {}))).toContain('is required to request approval');
    expect(automation.post(`${url}/retire`).status).toBe(204);
    expect(automation.post(`${url}/syncDevice`).status).toBe(204);
  });

  it('files nothing for a request that strict refuses', () => {
    const { automation, tenant } = world();
    const { status, body } = automation.send('POST', `${APPS}?$select=id`, APP, {
      ...JUSTIFIED,
      'x-tenantless-strict': 'true',
    });
    expect({ status, code: body.error.code }).toEqual({ status: 400, code: 'TenantlessStrict' });
    expect(tenant.collection('deviceManagement/operationApprovalRequests').size).toBe(0);
  });
});
