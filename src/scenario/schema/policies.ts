import { z } from 'zod';
import { ENROLLMENT_TYPES, type EnrollmentType } from '../../intune/enrollment/types.ts';
import { json, name, patchOperation, pointer } from './notation.ts';

/** Assignment filters by their names, as the admin center offers them with a group, all users or all devices. */
const filters = {
  includeFilter: z.string().min(1).optional().meta({ description: 'Only devices that match this filter' }),
  excludeFilter: z.string().min(1).optional().meta({ description: 'No devices that match this filter' }),
};

const target = z.union([
  z.enum(['allUsers', 'allDevices']),
  z.strictObject({ all: z.enum(['users', 'devices']), ...filters }),
  z.strictObject({ group: z.string().min(1), ...filters }),
  z.strictObject({ excludeGroup: z.string().min(1) }),
]);

const whom = z.union([z.enum(['allUsers', 'allDevices', 'nobody']), z.array(target).min(1)]);

/** Whom a policy or app is assigned to: everybody, nobody, or a list of groups by name. */
const assign = whom.default('allUsers').meta({
  description:
    'allUsers (default), allDevices, nobody, or a list with { group: NAME }, { excludeGroup: NAME } and { all: users } or { all: devices }; all but the exclusion may have includeFilter or excludeFilter',
});

/** How people may enroll by themselves: an enrollment profile says which. */
const OWN_TYPES = ENROLLMENT_TYPES.filter(({ profileType }) => profileType !== undefined).map(
  ({ type }) => type,
) as [EnrollmentType, ...EnrollmentType[]];

const appAssignment = {
  intent: z.enum(['required', 'available', 'uninstall', 'availableWithoutEnrollment']).default('required'),
  licence: z
    .enum(['user', 'device'])
    .default('user')
    .meta({ description: 'How a volume-purchased app is licensed' }),
};

const patch = z
  .array(patchOperation)
  .optional()
  .meta({ description: 'Changes as JSON Patch (RFC 6902), after set and remove' });

/** Something that the admin puts in through Graph. */
export const policySchema = z.union([
  z.strictObject({
    use: z.enum(['sso-extension', 'compliance']).meta({ description: 'A policy of fixtures/policies' }),
    as: name.optional(),
    set: z.record(pointer, json).optional().meta({ description: 'Changes: JSON pointer to new value' }),
    remove: z.array(pointer).optional().meta({ description: 'JSON pointers to leave out' }),
    patch,
    assign,
  }),
  z.strictObject({
    use: z.literal('authenticator').meta({ description: "The tenant's Microsoft Authenticator" }),
    as: name.optional(),
    assign,
    ...appAssignment,
  }),
  z.strictObject({
    use: z
      .literal('enrollment-profile')
      .meta({ description: 'Says how people may enroll their own devices' }),
    type: z.enum(OWN_TYPES),
    as: name.optional(),
    assign,
  }),
  z.strictObject({
    create: z.record(z.string(), json).meta({ description: 'Any body that Graph takes' }),
    in: z.string().min(1).meta({ description: 'Where: deviceManagement/deviceConfigurations' }),
    as: name.optional(),
    patch,
    assign,
    ...appAssignment,
  }),
]);

/** Something in the tenant: by the scenario's name for it, or where it is and what it is called there. */
export const objectSchema = z.union([
  name,
  z.strictObject({
    in: z.string().min(1).meta({ description: 'groups, deviceManagement/deviceConfigurations, …' }),
    named: z.string().min(1).meta({ description: 'Its displayName, userPrincipalName or id' }),
  }),
]);

/** A change of something that is in the tenant already, which reaches Graph as one PATCH. */
export const objectPatchSchema = z.strictObject({
  of: objectSchema,
  patch: z.array(patchOperation).min(1),
});

/** Who may have what; without `intent` nothing changes about that. */
export const assignStep = z.strictObject({
  assign: objectSchema,
  to: whom.meta({ description: 'Takes the place of every assignment that there is' }),
  ...appAssignment,
});

/** Somebody of the tenant: whoever isn't there yet joins. */
export const personSchema = z.strictObject({
  user: z.email().meta({ description: 'The user principal name' }),
  name: z.string().min(1).optional(),
  department: z.string().min(1).optional().meta({ description: 'By which dynamic groups find them' }),
  enabled: z.boolean().optional().meta({ description: 'Whether the account may sign in' }),
  licensed: z.boolean().optional().meta({
    description: 'Whether they have a licence that holds Intune. Default: whoever joins has one',
  }),
  groups: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: 'Groups that they are added to, by name' }),
});

export type ScenarioPolicy = z.output<typeof policySchema>;
export type ScenarioObject = z.output<typeof objectSchema>;
export type ScenarioPerson = z.output<typeof personSchema>;
export type AssignTargets = z.output<typeof whom>;
