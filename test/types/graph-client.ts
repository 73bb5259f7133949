// What TypeScript makes of `tenant.graph`; checked by `tsc` with all the rest, never run.
import type * as V1 from '@microsoft/microsoft-graph-types';
import type * as Beta from '@microsoft/microsoft-graph-types-beta';
import { createTenant, type GraphPage } from '../../src/testing/index.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function is<Expected>(): <Actual>(actual: Actual, same: Same<Actual, Expected>) => void;

const tenant = await createTenant();
const { graph } = tenant;
const id: string = 'anything';

is<GraphPage<V1.ManagedDevice>>()(await graph.get('/deviceManagement/managedDevices'), true);
is<GraphPage<Beta.ManagedDevice>>()(await graph.get('/beta/deviceManagement/managedDevices?$top=5'), true);
is<GraphPage<V1.User>>()(await graph.get('/v1.0/users'), true);
is<V1.User>()(await graph.get('/users/priya.raman@contoso.com'), true);
is<V1.User>()(await graph.get(`/users/${id}?$select=displayName`), true);
is<GraphPage<V1.ManagedDevice>>()(await graph.get(`/users/${id}/managedDevices`), true);
is<V1.User>()(await tenant.graphAs('priya.raman@contoso.com').get('/me'), true);
is<V1.DeviceManagement>()(await graph.get('/deviceManagement'), true);
is<GraphPage<V1.DeviceCompliancePolicyAssignment>>()(
  await graph.get(`/deviceManagement/deviceCompliancePolicies/${id}/assignments`),
  true,
);
is<{ readonly value: number }>()(await graph.get('/users/$count'), true);
is<{ readonly value: string }>()(await graph.get(`/users/${id}/displayName`), true);
is<Beta.DeviceConfiguration>()(await graph.post('/beta/deviceManagement/deviceConfigurations', {}), true);

// What the typings don't say is not guessed.
is<unknown>()(await graph.get('/users/delta'), true);
is<unknown>()(await graph.get(`/groups/${id}/members/microsoft.graph.user`), true);
is<unknown>()(await graph.get('/nothing'), true);
is<unknown>()(await graph.get(id), true);
is<unknown>()(await graph.get('/v1.0/settings'), true);

const { value } = await graph.get('/deviceManagement/managedDevices');
console.log(value[0]?.complianceState === 'compliant');
// @ts-expect-error it is no state
console.log(value[0]?.complianceState === 'complaint');
// @ts-expect-error it is no property
console.log(value[0]?.complianceStatus);

// Microsoft's client is there as ever.
console.log((await graph.api('/users').top(3).get()).value);
