import { z } from 'zod';
import {
  assignmentLines,
  type DeviceAssignment,
  deviceActionSchema,
  formatMdm,
  formatTrace,
  newDeviceSchema,
  type Simulation,
} from '../../../src/device/index.ts';
import { profileOfCatalog } from '../../../src/intune/catalog-policy.ts';
import { renderMobileConfig } from '../../../src/intune/mobileconfig.ts';
import type { Entity, Policy, Tenant } from '../../../src/tenant/index.ts';
import { deviceAssignmentsSchema } from '../assignment-schemas.ts';
import { created, defineEndpoint, type Endpoint, json } from '../endpoint.ts';
import { badValue, notFound } from '../errors.ts';
import { explanationSchema } from '../explanation-schema.ts';
import { formatSchema, plainText, wantsText } from '../format.ts';
import { mdmConversationSchema } from '../mdm-schemas.ts';
import { limitSchema, nextPage } from '../paging.ts';
import { actionResultSchema, deviceListSchema, deviceSchema, traceSchema } from '../schemas.ts';

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
        find: z.string().min(1).optional().meta({
          description: 'Only those with this id, name, serial number, or id in Intune or Microsoft Entra ID',
        }),
        limit: limitSchema,
        after: z.string().min(1).optional().meta({ description: 'Begin after the device with this id' }),
      }),
      success: { status: 200, description: 'Devices', content: { 'application/json': deviceListSchema } },
      handle: ({ query: { user, find, limit, after } }) => {
        const rows = tenant.collection(DEVICES);
        const from = after === undefined ? -1 : rows.rowOf(after);
        if (from === undefined)
          throw badValue('after', `there is no device '${after}'`, 'Leave it out to begin anew.');
        const owner = user === undefined ? undefined : userId(tenant, user);
        const ids: string[] = [];
        for (const row of rows.rowsAfter(from)) {
          const device = rows.at(row);
          if (!device || (owner !== undefined && device['userId'] !== owner)) continue;
          if (find !== undefined && !isCalled(device, find)) continue;
          ids.push(device.id);
          // One more than asked for tells that there is more.
          if (ids.length > limit) break;
        }
        const page = ids.slice(0, limit);
        const next = ids.length > limit && nextPage('/devices', { user, find, limit, after: page.at(-1) });
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
        'Virtual time passes until it is over, unless `wait=false`. What the device or a service refuses is a 200 whose trace says why; what makes no sense is a 400.',
      query: z.strictObject({
        wait: z.enum(['true', 'false']).default('true').meta({
          description: 'false: it only begins, and goes on as the clock moves; Graph can be asked in between',
        }),
      }),
      body: deviceActionSchema,
      example: { do: 'signIn', app: 'Microsoft Teams' },
      success: {
        status: 200,
        description: 'The device afterwards, and the messages that this caused',
        content: { 'application/json': actionResultSchema },
      },
      errors: [404],
      handle: ({ params, query: { wait }, body }) => {
        const id = params['id'] as string;
        if (wait === 'true') return json(simulation.act(id, body));
        simulation.start(id, body);
        return json({ device: simulation.get(id), trace: [] });
      },
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
      path: '/devices/{id}/assignments',
      name: 'explainAssignments',
      summary: 'Why a device gets each policy and app, or why not',
      query: z.strictObject({
        of: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'Only of the policy or app with this id or name, or this in its name' }),
        format: formatSchema,
      }),
      success: {
        status: 200,
        description: 'Step by step, as it was decided',
        content: { 'application/json': deviceAssignmentsSchema, 'text/plain': null },
      },
      errors: [404],
      handle: ({ params, query: { of, format }, header }) => {
        const all = simulation.assignments(params['id'] as string);
        const assignments = of === undefined ? all.assignments : assignmentsOf(all.assignments, of);
        if (!wantsText(format, header('accept'))) return json({ ...all, assignments });
        return plainText(assignments.map((each) => `${assignmentLines(each).join('\n')}\n`).join('\n'));
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/devices/{id}/commands',
      name: 'getCommands',
      summary: 'The device’s conversation in Apple’s management protocol, and the commands that wait for it',
      query: z.strictObject({ format: formatSchema }),
      success: {
        status: 200,
        description: 'Messages and commands as property lists',
        content: { 'application/json': mdmConversationSchema, 'text/plain': null },
      },
      errors: [404],
      handle: ({ params, query: { format }, header }) => {
        const conversation = simulation.mdm(params['id'] as string);
        return wantsText(format, header('accept')) ? plainText(formatMdm(conversation)) : json(conversation);
      },
    }),
    defineEndpoint({
      method: 'GET',
      path: '/devices/{id}/profile.mobileconfig',
      name: 'getConfigurationProfile',
      summary: 'The configuration profile with the SSO extension that Intune delivered to the device',
      query: z.strictObject({
        policy: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'Of several, the one of the policy with this id or name' }),
      }),
      success: {
        status: 200,
        description: "Apple's property list, unsigned",
        content: { [MOBILE_CONFIG]: null },
      },
      errors: [404],
      handle: ({ params, query: { policy: wanted } }) => {
        const device = simulation.get(params['id'] as string);
        for (const { id, name } of device.profiles) {
          if (wanted !== undefined && wanted !== id && plain(wanted) !== plain(name)) continue;
          const policy = configurationOf(tenant, id);
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
          `${device.name} has no configuration profile with an SSO extension${wanted === undefined ? '' : ` of '${wanted}'`}`,
          'Assign a policy with one, then enroll the device or let it check in.',
        );
      },
    }),
  ];
}

function configurationOf(tenant: Tenant, id: string): Policy | undefined {
  const catalog = tenant.collection('deviceManagement/configurationPolicies').get(id);
  return catalog
    ? profileOfCatalog(catalog)
    : tenant.collection('deviceManagement/deviceConfigurations').get(id);
}

const DEVICES = 'tenantless/devices';

function userId(tenant: Tenant, user: string): string {
  const users = tenant.collection('users');
  const found = users.get(user) ?? users.where('userPrincipalName', user)[0];
  if (!found) throw badValue('user', `there is no user '${user}'`, "Use a user's principal name or id.");
  return found.id;
}

/** Whether somebody who writes `name` means the device; apostrophes and case are hard to type. */
function isCalled(device: Entity, name: string): boolean {
  const wanted = plain(name);
  return NAMES.some((property) => plain(String(device[property] ?? '')) === wanted);
}

const NAMES = ['id', 'name', 'serialNumber', 'managedDeviceId', 'deviceId', 'directoryId'];
const plain = (text: string) => text.toLowerCase().replaceAll('’', "'");

/** Those that are meant: by id, else by name, else by a part of the name. Throws when there is none. */
function assignmentsOf(all: readonly DeviceAssignment[], of: string): readonly DeviceAssignment[] {
  const wanted = plain(of);
  const ways: ((each: DeviceAssignment) => boolean)[] = [
    ({ id }) => id.toLowerCase() === wanted,
    ({ name }) => plain(name) === wanted,
    ({ name }) => plain(name).includes(wanted),
  ];
  for (const way of ways) {
    const found = all.filter(way);
    if (found.length > 0) return found;
  }
  const names = all.map(({ name }) => `“${name}”`).join(', ');
  throw notFound(
    `there is no policy or app '${of}'`,
    all.length > 0 ? `There are ${names}.` : 'There is none at all.',
  );
}

function organizationName(tenant: Tenant): string | undefined {
  for (const { displayName } of tenant.collection('organization')) return displayName;
  return undefined;
}
