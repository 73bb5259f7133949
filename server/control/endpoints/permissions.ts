import type { Graph } from '../../../src/graph/index.ts';
import { defineEndpoint, type Endpoint, empty, json } from '../endpoint.ts';
import { permissionReportSchema } from '../graph-schemas.ts';

export function permissionEndpoints(permissions: Graph['permissions']): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/permissions',
      name: 'getPermissions',
      summary: 'Which permissions the requests so far needed, and which were held',
      description:
        'For each application, as itself and for signed-in users: what it called, the least set of permissions that would have sufficed for all of it, and what it held beyond that.',
      success: {
        status: 200,
        description: 'The report',
        content: { 'application/json': permissionReportSchema },
      },
      handle: () => json({ callers: permissions.report() }),
    }),
    defineEndpoint({
      method: 'DELETE',
      path: '/permissions',
      name: 'clearPermissions',
      summary: 'Forget which permissions were needed so far',
      success: { status: 204, description: 'The report begins anew' },
      handle: () => {
        permissions.clear();
        return empty;
      },
    }),
  ];
}
