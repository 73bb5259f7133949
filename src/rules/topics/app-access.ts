// Whether a person gets into the apps that they have, once the device is all that it can become.
import { APPS, type CataloguedApp, findApp, isApprovedClient } from '../../apple/app-catalogue.ts';
import { type AccessRefusal, evaluateConditionalAccess } from '../../entra/conditional-access/index.ts';
import { locksToApp } from '../../intune/app-lock.ts';
import { isProtected } from '../../intune/app-protection.ts';
import { planInstalls } from '../../intune/apps.ts';
import { isInstallable } from '../authenticator.ts';
import { laterSignIn } from '../device-sign-ins.ts';
import { Situation } from '../situation.ts';
import { isOutsideExtension } from './first-app.ts';

/** What serves other apps' sign-ins, or the device, and is nothing to work in. */
const SERVANTS: readonly CataloguedApp['role'][] = ['authenticator', 'companyPortal', 'defender'];

/** Why the first app gets no token even on a device that is registered and compliant. */
export function refusalInTheEnd(situation: Situation): AccessRefusal | undefined {
  const { tenant, firstApp, user, hypothetical } = situation;
  const app = () => ({
    approved: isApprovedClient(firstApp),
    // Documents that bring no such policy don't say that there is none.
    protected:
      (hypothetical && firstApp.sso === 'msal') || isProtected(tenant, firstApp.bundleId, user.id, true),
  });
  return evaluateConditionalAccess(tenant, { ...laterSignIn(situation), app }).refusal;
}

/**
 * Another app that is meant for the person, and that gets its token through the extension on such a device; undefined: none. Meant are
 * those that are assigned, required or to be had in Company Portal, that a policy protects for them, or that they have signed in to. Who has one still has access, though the first app is refused.
 */
export function openApp(situation: Situation): CataloguedApp | undefined {
  return givenApps(situation).find((app) => {
    const other = beginningIn(app, situation);
    return !isOutsideExtension(other) && refusalInTheEnd(other) === undefined;
  });
}

/** The same, but that the person begins in another app. */
function beginningIn({ bundleId: firstApp }: CataloguedApp, situation: Situation): Situation {
  const { tenant, enrollment } = situation;
  return new Situation(tenant, { ...situation, enrollmentType: enrollment.type, firstApp });
}

function givenApps({ tenant, user, effective, enrollment, firstApp, device }: Situation): CataloguedApp[] {
  // In Single App Mode there is one app.
  if (enrollment.supervised && effective.appliedConfigurations.some(locksToApp)) return [];
  const plan = planInstalls(tenant, effective, { enrollmentType: enrollment.type, now: tenant.clock.now });
  const fails = new Set(plan.flatMap(({ app, outcome }) => (app && outcome === 'fails' ? [app.id] : [])));
  const assigned = effective.apps.flatMap((resolution) => {
    const { entity, intent, offered } = resolution;
    const isGiven = isInstallable(resolution) && (intent === 'required' || offered) && !fails.has(entity.id);
    return isGiven ? (entity.bundleId ?? []) : [];
  });
  // A policy that protects an app is for people who are to use it.
  const ofPolicies = APPS.filter(({ bundleId }) => isProtected(tenant, bundleId, user.id, true));
  return [...assigned, ...(device.signedIn ?? []), ...ofPolicies.map(({ bundleId }) => bundleId)]
    .flatMap((bundleId) => findApp(bundleId) ?? [])
    .filter(({ bundleId, role }) => bundleId !== firstApp.bundleId && !SERVANTS.includes(role));
}
