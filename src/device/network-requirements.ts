import { blockingRules } from './findings.ts';
import { COMPANY_PORTAL_HOSTS, MANAGEMENT_HOSTS, SIGN_IN_HOSTS, unreachable } from './network.ts';
import type { Requirement } from './requirements.ts';

/** Hosts without which nothing begins, by the step at which a device first needs them. */
export const networkRequirements = {
  signInHostsReachable: reaches(SIGN_IN_HOSTS, 'No connection. Try again.'),
  enrollmentPageReachable: reaches(
    COMPANY_PORTAL_HOSTS,
    'Safari cannot open the page because it could not connect to the server.',
  ),
  managementReachable: reaches(MANAGEMENT_HOSTS, 'The network connection was lost.'),
} satisfies Record<string, Requirement>;

/** [inferred] what the person sees. */
function reaches(hosts: readonly string[], user: string): Requirement {
  return (scene) => {
    const why = unreachable(scene.state.network, hosts);
    if (why === undefined) return undefined;
    return {
      outcome: 'failed',
      unheard: true,
      from: 'device',
      to: scene.state.running?.app === undefined ? 'person' : 'app',
      // NSURLErrorCannotConnectToHost.
      code: -1004,
      message: why,
      user,
      findings: blockingRules(scene, 'registration'),
    };
  };
}
