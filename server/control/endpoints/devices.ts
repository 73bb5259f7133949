import { z } from 'zod';
import {
  deviceActionSchema,
  formatTrace,
  newDeviceSchema,
  type Simulation,
} from '../../../src/device/index.ts';
import { renderMobileConfig } from '../../../src/intune/mobileconfig.ts';
import type { Tenant } from '../../../src/tenant/index.ts';
import { created, defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { badValue, notFound } from '../errors.ts';
import { formatSchema, plainText, wantsText } from '../format.ts';
import { limitSchema, nextPage } from '../paging.ts';
import {
  actionResultSchema,
  deviceListSchema,
  deviceSchema,
  explanationSchema,
  traceSchema,
} from '../schemas.ts';

const MOBILE_CONFIG = 'application/x-apple-aspen-config';

export function deviceEndpoints(tenant: Tenant, simulation: Simulation): Endpoint[] {
  return [
    defineEndpoint({
      method: 'POST',
      path: '/devices',
      name: 'createDevice',
      summary: 'Put an iPhone or iPad into somebody’s hands',
      description: 'It is not enrolled yet: do that with an action. All but `user` has a default.',
      body: newDeviceSchema,
      example: { user: 'hamish.kerr@contoso.com', enrollmentType: 'webDeviceEnrollment', passcode: false },
      success: {
        status: 201,
        description: 'The device; Location says where it is',
        content: { 'application/json': deviceSchema },
      },
      handle: ({ body }) => {
        const device = simulation.create(body);
        return created(device, `/_tenantless/devices/${encodeURIComponent(device.id)}`);
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/devices',
      name: 'listDevices',
      summary: 'The devices, in order of creation',
      query: z.strictObject({
        user: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'Only those of this user: a user principal name or id' }),
        limit: limitSchema,
        after: z.string().min(1).optional().meta({ description: 'Begin after the device with this id' }),
      }),
      success: { status: 200, description: 'Devices', content: { 'application/json': deviceListSchema } },
      handle: ({ query: { user, limit, after } }) => {
        const rows = tenant.collection(DEVICES);
        const from = after === undefined ? -1 : rows.rowOf(after);
        if (from === undefined)
          throw badValue('after', `there is no device '${after}'`, 'Leave it out to begin anew.');
        const owner = user === undefined ? undefined : userId(tenant, user);
        const ids: string[] = [];
        for (const row of rows.rowsAfter(from)) {
          const device = rows.at(row);
          if (!device || (owner !== undefined && device['userId'] !== owner)) continue;
          ids.push(device.id);
          // One more than asked for tells that there is more.
          if (ids.length > limit) break;
        }
        const page = ids.slice(0, limit);
        const next = ids.length > limit && nextPage('/devices', { user, limit, after: page.at(-1) });
        return json({
          devices: page.map((id) => simulation.get(id)),
          total: rows.size,
          ...(next && { next }),
        });
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/devices/{id}',
      name: 'getDevice',
      summary: 'A device as it is now',
      success: { status: 200, description: 'The device', content: { 'application/json': deviceSchema } },
      errors: [404],
      handle: ({ params }) => json(simulation.get(params['id'] as string)),
    }),
    defineEndpoint({
      method: 'POST',
      path: '/devices/{id}/actions',
      name: 'act',
      summary: 'Do something with a device, as its person would',
      description:
        'Virtual time passes until it is over. What the device or a service refuses is a 200 whose trace says why; what makes no sense is a 400.',
      body: deviceActionSchema,
      example: { do: 'signIn', app: 'Microsoft Teams' },
      success: {
        status: 200,
        description: 'The device afterwards, and the messages that this caused',
        content: { 'application/json': actionResultSchema },
      },
      errors: [404],
      handle: ({ params, body }) => json(simulation.act(params['id'] as string, body)),
    }),
    defineEndpoint({
      method: 'GET',
      path: '/devices/{id}/trace',
      name: 'getTrace',
      summary: 'The device’s conversation so far',
      query: z.strictObject({ format: formatSchema }),
      success: {
        status: 200,
        description: 'The trace',
        content: { 'application/json': traceSchema, 'text/plain': null },
      },
      errors: [404],
      handle: ({ params, query: { format }, header }) => {
        const trace = simulation.trace(params['id'] as string);
        return wantsText(format, header('accept')) ? plainText(formatTrace(trace)) : json({ trace });
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/devices/{id}/explain',
      name: 'explainDevice',
      summary: 'Where a device stands, why, and what to do now',
      query: z.strictObject({ format: formatSchema }),
      success: {
        status: 200,
        description: 'The explanation',
        content: { 'application/json': explanationSchema, 'text/plain': null },
      },
      errors: [404],
      handle: ({ params, query: { format }, header }) => {
        const explanation = simulation.explain(params['id'] as string);
        if (!wantsText(format, header('accept'))) return json(explanation);
        return plainText(explanation.sentences.map((sentence) => `${sentence}\n`).join(''));
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/devices/{id}/profile.mobileconfig',
      name: 'getConfigurationProfile',
      summary: 'The configuration profile with the SSO extension that Intune delivered to the device',
      success: {
        status: 200,
        description: "Apple's property list, unsigned",
        content: { [MOBILE_CONFIG]: null },
      },
      errors: [404],
      handle: ({ params }) => {
        const device = simulation.get(params['id'] as string);
        for (const { id } of device.profiles) {
          const policy = tenant.collection('deviceManagement/deviceConfigurations').get(id);
          const { managedDeviceId } = device;
          const text =
            policy &&
            managedDeviceId !== undefined &&
            renderMobileConfig(policy, { tenantId: tenant.id, managedDeviceId }, organizationName(tenant));
          if (text) {
            const headers = { 'Content-Disposition': `attachment; filename="${id}.mobileconfig"` };
            return { kind: 'text', type: MOBILE_CONFIG, text, headers };
          }
        }
        throw notFound(
          `${device.name} has no configuration profile with an SSO extension`,
          'Assign a policy with one, then enroll the device or let it check in.',
        );
      },
    }),
  ];
}

const DEVICES = 'tenantless/devices';

function userId(tenant: Tenant, user: string): string {
  const users = tenant.collection('users');
  const found = users.get(user) ?? users.where('userPrincipalName', user)[0];
  if (!found) throw badValue('user', `there is no user '${user}'`, "Use a user's principal name or id.");
  return found.id;
}

function organizationName(tenant: Tenant): string | undefined {
  for (const { displayName } of tenant.collection('organization')) return displayName;
  return undefined;
}
