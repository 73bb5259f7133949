import { ALWAYS_ALLOWED, type CataloguedApp, findApp } from '../apple/app-catalogue.ts';
import { usableSecondFactor } from '../entra/authentication-methods.ts';
import type { Access } from '../entra/conditional-access/index.ts';
import { type AppInstall, planInstalls } from '../intune/apps.ts';
import { configurationSetOf } from '../intune/catalog-policy.ts';
import { type AssignedSet, dynamicDeviceGroupOf } from '../intune/dynamic-devices.ts';
import { decideEnrollment, type EnrollmentDecision } from '../intune/enrollment/decision.ts';
import {
  type AssignmentSubject,
  type EffectiveSet,
  type EnrollmentType,
  type EnrollmentTypeFacts,
  enrollmentFacts,
  resolveEffectiveSet,
} from '../intune/index.ts';
import { createLicenseCheck } from '../intune/license.ts';
import type { SecondFactor } from '../intune/second-factor.ts';
import {
  type Assumptions,
  assumptionsOf,
  type Entity,
  type Group,
  type Tenant,
  type User,
} from '../tenant/index.ts';
import { type AuthenticatorApp, isAuthenticator, isInstallable } from './authenticator.ts';
import { plainSignIn } from './device-sign-ins.ts';
import { serialNumberFor } from './next-device.ts';
import type { ObservedDevice } from './observed-device.ts';
import { type Reach, reachOf } from './reach.ts';
import type { Hit } from './rule.ts';
import { duplicatesAmong, keptAmong } from './sso-collisions.ts';
import {
  assuming,
  listSetting,
  pairInForce,
  readSsoPolicy,
  type SsoPolicy,
  splitList,
} from './sso-policy.ts';
import { subjectOf } from './subject.ts';
import { UnknownAppError } from './unknown-app-error.ts';

/** `AppPrefixAllowList` when the policy doesn't set it: Apple's own apps. */
const DEFAULT_PREFIX = 'com.apple.';

/** The app that Microsoft's page recommends for the first sign-in. */
export const RECOMMENDED_FIRST_APP = 'Microsoft Teams';

export interface SituationOptions {
  readonly user: User;
  readonly enrollmentType: EnrollmentType;
  /** Name or bundle id of the app of the first sign-in. Default: Microsoft Teams. */
  readonly firstApp?: string;
  readonly device?: ObservedDevice;
  /** The tenant is made up around a few documents; what they leave open is nobody's mistake. */
  readonly hypothetical?: boolean;
  /** Whether changes that take their time count as done: for what will be, rather than for a device at this moment. */
  readonly settled?: boolean;
}

export interface ReachedSsoPolicy {
  readonly sso: SsoPolicy;
  readonly reach: Reach;
}

/**
 * What a rule may look at: a person, a device that is or would be enrolled in one way, the first app that the person
 * signs in to, and everything that the tenant would give them. Each part is worked out when a rule first asks for it.
 */
export class Situation {
  readonly tenant: Tenant;
  readonly user: User;
  readonly enrollment: EnrollmentTypeFacts;
  readonly firstApp: CataloguedApp;
  readonly device: ObservedDevice;
  readonly hypothetical: boolean;
  readonly settled: boolean;

  #effective: EffectiveSet | undefined;
  #ssoPolicies: readonly ReachedSsoPolicy[] | undefined;
  #effectiveSso: readonly SsoPolicy[] | undefined;
  #collidingSso: readonly SsoPolicy[] | undefined;
  #authenticators: readonly AuthenticatorApp[] | undefined;
  #authenticatorInstall: AppInstall | null | undefined;
  #enrollmentDecision: EnrollmentDecision | undefined;

  /** Throws UnknownAppError. */
  constructor(tenant: Tenant, options: SituationOptions) {
    const name = options.firstApp ?? RECOMMENDED_FIRST_APP;
    const firstApp = findApp(name);
    if (!firstApp) throw new UnknownAppError(name);
    this.tenant = tenant;
    this.user = options.user;
    this.enrollment = enrollmentFacts(options.enrollmentType);
    this.firstApp = firstApp;
    this.device = options.device ?? {};
    this.hypothetical = options.hypothetical ?? false;
    this.settled = options.settled ?? false;
  }

  /** The device and its person as assignments see them. */
  get subject(): AssignmentSubject {
    return subjectOf(this);
  }

  /** All that Intune would give the device, with the reasons. */
  get effective(): EffectiveSet {
    this.#effective ??= resolveEffectiveSet(this.tenant, this.subject);
    return this.#effective;
  }

  /** Every policy with an SSO app extension, for any platform, assigned or not. */
  get ssoPolicies(): readonly ReachedSsoPolicy[] {
    this.#ssoPolicies ??= this.effective.configurations.flatMap((resolution) => {
      const sso = readSsoPolicy(resolution.entity);
      return sso ? [{ sso: assuming(sso, this.assumptions), reach: reachOf(resolution) }] : [];
    });
    return this.#ssoPolicies;
  }

  /** The SSO policies that the device gets, in the order in which it gets them. */
  get effectiveSso(): readonly SsoPolicy[] {
    this.#effectiveSso ??= this.ssoPolicies
      .filter(({ sso, reach }) => sso.platform === 'iOS' && reach.applies)
      .map(({ sso }) => sso);
    return this.#effectiveSso;
  }

  /** The SSO policies for iOS that would have to reach the device and don't; none when one of the right type does. */
  get unreached(): readonly ReachedSsoPolicy[] {
    if (this.collidingSso.length > 0) return [];
    return this.ssoPolicies.filter(({ sso, reach }) => sso.platform === 'iOS' && !reach.applies);
  }

  /** The policies to judge by content: those that reach the device, or else all that were meant to. */
  get judgedSso(): readonly SsoPolicy[] {
    const effective = this.effectiveSso;
    return effective.length > 0 ? effective : this.unreached.map(({ sso }) => sso);
  }

  /** The effective policies whose business Microsoft's sign-in is. */
  get collidingSso(): readonly SsoPolicy[] {
    this.#collidingSso ??= this.effectiveSso.filter(
      ({ misplaced, answersForMicrosoft }) => !misplaced && answersForMicrosoft,
    );
    return this.#collidingSso;
  }

  /** What the tenant takes for true where the pages leave something open. */
  get assumptions(): Assumptions {
    return assumptionsOf(this.tenant);
  }

  /**
   * The SSO policy that the device ends up with for Microsoft's sign-in, or what it has in the place of one; undefined
   * when it has none.
   */
  get ssoInForce(): SsoPolicy | undefined {
    const kept = keptAmong(this.effectiveSso, this.assumptions.twoSsoProfiles);
    return (
      kept.find(({ isMicrosofts, answersForSignIn: answers }) => isMicrosofts && answers) ??
      kept.find(({ answersForMicrosoft }) => answersForMicrosoft)
    );
  }

  /** Whether an SSO policy lists the first app's bundle id, to the letter and case, or a prefix of it. */
  listsFirstApp(sso: SsoPolicy): boolean {
    const { bundleId } = this.firstApp;
    const prefixes = pairInForce(sso, 'AppPrefixAllowList')
      ? listSetting(sso, 'AppPrefixAllowList')
      : [DEFAULT_PREFIX];
    const all = pairInForce(sso, 'Enable_SSO_On_All_ManagedApps');
    return (
      ALWAYS_ALLOWED.has(bundleId) ||
      sso.bundleIds.some(({ id }) => splitList(id, sso).includes(bundleId)) ||
      listSetting(sso, 'AppAllowList').includes(bundleId) ||
      prefixes.some((prefix) => bundleId.startsWith(prefix)) ||
      (all?.type === 'integer' && all.value === 1 && this.managesFirstApp)
    );
  }

  /** Whether Intune installs the first app, so that it is a managed one. */
  get managesFirstApp(): boolean {
    return this.effective.apps.some(
      ({ entity, intent }) => intent === 'required' && entity.bundleId === this.firstApp.bundleId,
    );
  }

  /** The app policies of Microsoft Authenticator for iOS. */
  get authenticators(): readonly AuthenticatorApp[] {
    this.#authenticators ??= this.effective.apps.flatMap((resolution) =>
      isInstallable(resolution) && isAuthenticator(resolution.entity.bundleId)
        ? [{ app: resolution.entity, resolution }]
        : [],
    );
    return this.#authenticators;
  }

  /** How Intune brings Authenticator to the device without anybody asking for it; undefined when it doesn't. */
  get authenticatorInstall(): AppInstall | undefined {
    if (this.#authenticatorInstall === undefined) {
      const plan = planInstalls(this.tenant, this.effective, {
        enrollmentType: this.enrollment.type,
        now: this.tenant.clock.now,
      });
      this.#authenticatorInstall = plan.find(({ bundleId }) => isAuthenticator(bundleId)) ?? null;
    }
    return this.#authenticatorInstall ?? undefined;
  }

  /** Whether Authenticator gets onto the device. */
  get authenticatorArrives(): boolean {
    const install = this.authenticatorInstall;
    return install !== undefined && install.outcome !== 'fails';
  }

  /** Whether Intune and Apple let the person enroll a device in this way. */
  get enrollmentDecision(): EnrollmentDecision {
    this.#enrollmentDecision ??= decideEnrollment(
      this.tenant,
      {
        type: this.enrollment.type,
        user: this.user,
        osVersion: this.device.osVersion ?? this.enrollment.minimumOs,
        serialNumber: this.device.serialNumber ?? serialNumberFor(this.tenant, this.enrollment),
        imei: this.device.imei,
        model: this.device.subject?.model,
        directoryId: this.device.subject?.directoryId,
        managedAppleAccount: this.device.managedAppleAccount,
        wellKnownFile: this.device.wellKnownFile,
        ownedBy: this.device.ownedBy,
        settled: this.settled,
      },
      createLicenseCheck(this.tenant),
    );
    return this.#enrollmentDecision;
  }

  /** How the person can prove a second factor, as far as the authentication methods policy lets them. */
  get secondFactor(): SecondFactor {
    return usableSecondFactor(this.tenant, this.user.id, this.device.secondFactor ?? true);
  }

  /** What a sign-in of the person on the device brings along: all but a device that is registered. */
  get signIn(): Access {
    return plainSignIn(this.user);
  }

  dynamicDeviceGroupOf(set: AssignedSet, { id }: Entity, alone = false): Group | undefined {
    return dynamicDeviceGroupOf(this.tenant, set, id, alone);
  }

  nameOf({ policy }: SsoPolicy): string {
    return `"${policy.displayName || policy.id}"`;
  }

  /** What is wrong with a policy that is not in force: little, unless it would be in force if it had come first. */
  #besides(sso: SsoPolicy): Pick<Hit, 'blocks' | 'severity'> {
    const competes = duplicatesAmong(this.effectiveSso).some(
      (pair) => pair.sso === sso || pair.before === sso,
    );
    return { blocks: false, ...(!competes && { severity: 'warning' }) };
  }

  /** Whether nothing reaches the device yet, and another policy may do so later: then this one stands in no way. */
  #isBesideLate(sso: SsoPolicy): boolean {
    const late = this.unreached.filter(
      ({ sso: { policy }, reach: { reason } }) =>
        reason === 'notTargeted' && this.dynamicDeviceGroupOf(configurationSetOf(policy), policy),
    );
    return late.length > 0 && !late.some((each) => each.sso === sso);
  }

  /** Subject and pointer of a hit in an SSO policy; it blocks nothing when another policy is in force. */
  about(sso: SsoPolicy, pointer: string) {
    const inForce = this.ssoInForce;
    return {
      subject: { set: configurationSetOf(sso.policy), id: sso.policy.id },
      pointer,
      ...(inForce && inForce.policy.id !== sso.policy.id && this.#besides(sso)),
      ...(this.#isBesideLate(sso) && ({ uncertain: true } as const)),
    };
  }
}
