// What is done to domains.
import type { Entity } from '../../../tenant/index.ts';
import type { Operation } from '../../declare/resource.ts';
import { actorOf, type Call } from '../../request/call.ts';
import { checkRemovable, domainOf, forget, verify } from './domains.ts';
import * as errors from './errors.ts';
import { renameAll } from './references.ts';
import { DOMAINS, folded, newDomain, setVerifiedDomains, verifiedDomains } from './verified-domains.ts';

const SOURCE = 'https://learn.microsoft.com/graph/api/domain';

/** Nobody looks into DNS here: whoever asks for a domain to be verified has put the record there. [inferred] */
const verifyDomain: Operation = {
  on: 'domain',
  name: 'verify',
  run(call, domain) {
    if (!domain) return undefined;
    call.note('nobody looks into DNS here: the domain counts as proven');
    verify(call, domain.id);
    return domainOf(call, domain.id);
  },
  evidence: 'documented',
  sources: [`${SOURCE}-verify`],
};

const forceDelete: Operation = {
  on: 'domain',
  name: 'forceDelete',
  run(call, domain, { disableUserAccounts }) {
    if (!domain) return;
    checkRemovable(domain);
    const initial = verifiedDomains(call.tenant).find(({ isInitial }) => isInitial);
    // [documented] names go to the initial domain, and accounts are disabled when the caller says so.
    if (initial) renameAll(call, domain, initial.name, disableUserAccounts === true);
    forget(call, domain.id);
    const stored = call.tenant.collection(DOMAINS);
    if (stored.get(domain.id)) stored.remove(domain.id, actorOf(call));
  },
  evidence: 'documented',
  sources: [`${SOURCE}-forcedelete`],
};

function keepWith(call: Call, domain: Entity, change: object): void {
  const stored = call.tenant.collection(DOMAINS);
  if (stored.get(domain.id)) stored.update(domain.id, change, actorOf(call));
  else {
    const { supportedServices } = domain;
    stored.insert({ ...newDomain(domain.id), supportedServices, ...change }, actorOf(call));
  }
}

const promote: Operation = {
  on: 'domain',
  name: 'promote',
  run(call, domain) {
    if (!domain) return false;
    if (domain['isRoot'] === true || domain['isVerified'] !== true) throw errors.notPromotable(domain.id);
    keepWith(call, domain, { $promoted: true });
    return true;
  },
  evidence: 'documented',
  sources: [`${SOURCE}-promote`],
};

const promoteToInitial: Operation = {
  on: 'domain',
  name: 'promoteToInitial',
  run(call, domain) {
    if (!domain) return;
    if (domain['isVerified'] !== true) throw errors.domainUnverified(domain.id);
    setVerifiedDomains(
      call,
      verifiedDomains(call.tenant).map((each) => ({
        ...each,
        isInitial: folded(each.name) === folded(domain.id),
      })),
    );
  },
  evidence: 'documented',
  sources: [`${SOURCE}-promotetoinitial`],
};

export const domainActions: readonly Operation[] = [verifyDomain, forceDelete, promote, promoteToInitial];
