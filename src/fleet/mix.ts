import { z } from 'zod';
import { APPLE_MODELS, canRun } from '../../fixtures/apple-devices.ts';
import { findApp } from '../apple/app-catalogue.ts';
import { networkSchema, newDeviceSchema, versionSchema } from '../device/new-device.ts';
import { isIPad } from '../intune/device-facts.ts';

const weight = z.number().min(0);
const share = z.number().min(0).max(1);

/** How many parts of the whole each of some names has; those that aren't named have none. */
function weights(names: readonly string[]) {
  return z
    .strictObject(Object.fromEntries(names.map((name) => [name, weight.optional()])))
    .refine((each) => Object.values(each).some((one) => ((one as number | undefined) ?? 0) > 0), {
      error: 'expected at least one weight above 0',
    });
}

const ENROLLMENT_TYPES = newDeviceSchema.shape.enrollmentType.unwrap().options;

const OWNERS = newDeviceSchema.shape.ownedBy.unwrap().options;

/** Passcodes that people have; the names say what Intune would find. */
export const PASSCODES = {
  none: false,
  simple: { length: 4, simple: true },
  digits: { length: 6 },
  alphanumeric: { length: 10, alphanumeric: true },
} as const;

/** Which of the people of a fleet do something that not everybody does. */
const peopleSchema = z
  .strictObject({
    /** Have no Managed Apple Account, which account-driven user enrollment needs. */
    withoutManagedAppleAccount: share.default(0.01),
    /** Cannot answer a request for a second factor. */
    withoutSecondFactor: share.default(0.01),
    /** Say no when the device asks to install a work app. */
    refuseApps: share.default(0.02),
    /** Sign in at once, before Microsoft Authenticator can have arrived. */
    impatient: share.default(0.05),
    /** Try again later when signing in did not do. */
    tryAgain: share.default(0.9),
    /** Do what the Company Portal asks, and tap Recheck. */
    remediate: share.default(0.9),
    jailbroken: share.default(0.002),
  })
  .prefault({});

const versionWeights = z
  .record(versionSchema, weight)
  .refine((each) => Object.values(each).some((one) => one > 0), {
    error: 'expected at least one weight above 0',
  });

const appWeights = z
  .record(z.string().min(1), weight)
  .refine((each) => Object.values(each).some((one) => one > 0), {
    error: 'expected at least one weight above 0',
  })
  .superRefine(knowsApps);

/**
 * What the devices of a fleet are like, and their people. Weights are parts of a whole, shares are from 0 to 1. The
 * defaults are made up to have some of everything: nobody's statistics.
 */
export const fleetMixSchema = z
  .strictObject({
    enrollmentTypes: weights(ENROLLMENT_TYPES).default({
      webDeviceEnrollment: 4,
      automatedDeviceEnrollment: 3,
      deviceEnrollmentWithCompanyPortal: 2,
      accountDrivenUserEnrollment: 1,
    }),
    /**
     * What people say when an enrollment profile has them asked whose device it is. Absent: what fits the enrollment type, as
     * always for user enrollment.
     */
    ownedBy: weights(OWNERS).optional(),
    models: weights(APPLE_MODELS.map(({ name }) => name)).default({
      'iPhone 12': 2,
      'iPhone 13': 4,
      'iPhone SE (3rd generation)': 2,
      'iPhone 14': 4,
      'iPhone 15': 5,
      'iPhone 15 Pro': 2,
      'iPhone 16': 5,
      'iPhone 16e': 1,
      'iPhone 17': 2,
      'iPad (9th generation)': 1,
      'iPad (10th generation)': 2,
      'iPad Air 11-inch (M2)': 1,
    }),
    osVersions: versionWeights.default({
      '17.6.1': 1,
      '18.3.2': 1,
      '18.5': 4,
      '18.6.2': 8,
      '26.0.1': 2,
      '26.1': 4,
    }),
    passcodes: weights(Object.keys(PASSCODES)).default({ none: 1, simple: 2, digits: 15, alphanumeric: 2 }),
    /** Where they are while they enroll. */
    networks: z
      .array(z.strictObject({ weight, ...networkSchema.shape }))
      .min(1)
      .refine((each) => each.some((one) => one.weight > 0), { error: 'expected at least one weight above 0' })
      .default([{ weight: 98 }, { weight: 2, tlsInspection: true }]),
    /** What they open first to sign in. */
    firstApps: appWeights.default({
      'Microsoft Teams': 12,
      'Microsoft Outlook': 7,
      'Google Chrome': 1,
    }),
    /** Which of them have an app already, by the app's name or bundle id. */
    apps: z.record(z.string().min(1), share).default({}).superRefine(knowsApps),
    people: peopleSchema,
    /** How many devices one person has at most; for more, people are hired. */
    devicesPerPerson: z.int().min(1).max(1000).default(1),
  })
  .superRefine(hasVersions);

/** As a caller writes it. */
export type FleetMixInput = z.input<typeof fleetMixSchema>;
/** With every default filled in. */
export type FleetMix = z.output<typeof fleetMixSchema>;

function knowsApps(apps: Readonly<Record<string, number>>, context: z.RefinementCtx): void {
  for (const name of Object.keys(apps)) {
    if (findApp(name)) continue;
    const message = `there is no known app '${name}': use a name such as "Microsoft Teams", or a bundle id`;
    context.addIssue({ code: 'custom', path: [name], message, params: { complete: true } });
  }
}

/** Every model must run one of the versions, and only an iPad can be a Shared iPad. */
function hasVersions(
  { enrollmentTypes, models, osVersions }: Pick<FleetMix, 'enrollmentTypes' | 'models' | 'osVersions'>,
  context: z.RefinementCtx,
): void {
  const iPads = Object.entries(models).some(([name, weight]) => isIPad(name) && weight);
  if (enrollmentTypes['automatedDeviceEnrollmentSharedIPad'] && !iPads) {
    const message = 'needs an iPad among the models of the mix';
    const path = ['enrollmentTypes', 'automatedDeviceEnrollmentSharedIPad'];
    context.addIssue({ code: 'custom', path, message, params: { complete: true } });
  }
  const versions = Object.keys(osVersions).filter((version) => (osVersions[version] ?? 0) > 0);
  for (const known of APPLE_MODELS) {
    if (!models[known.name] || versions.some((version) => canRun(known, version))) continue;
    const range = `${known.from} ${known.until === undefined ? 'and later' : `to ${known.until}`}`;
    const message = `runs none of the OS versions of the mix (${versions.join(', ')}): it takes ${range}`;
    context.addIssue({ code: 'custom', path: ['models', known.name], message, params: { complete: true } });
  }
}
