import type { Declarations } from '../../declare/resource.ts';
import { dnsRecords } from './dns-records.ts';
import { domainActions } from './domain-actions.ts';
import { domains } from './domains.ts';

/** The names that an organization has in DNS. */
export const domainDeclarations: Declarations = {
  resources: [...domains, ...dnsRecords],
  operations: domainActions,
};
