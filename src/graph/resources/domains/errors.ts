// What is said of domains.
import { GraphError } from '../../errors.ts';

const refused = (message: string) => new GraphError(400, 'Request_BadRequest', message);

/** [inferred] the wording is that of other values that are taken. */
export const domainExists = () =>
  refused('Another object with the same value for property name already exists.');
/** [documented] "Only verified domains can be updated", in domain-update; [inferred] the wording. */
export const domainUnverified = (name: string) =>
  refused(`The domain ${name} is not verified. Only verified domains can be updated.`);
/** [documented] that there is always a default one, in domain; [inferred] the wording. */
export const defaultNeeded = () =>
  refused('A default domain can only be replaced by making another domain the default one.');
/** [documented] that these stay, in domain-delete and domain-forcedelete; [inferred] the wording. */
export const domainFixed = (name: string, kind: 'initial' | 'default') =>
  refused(`The domain ${name} is the ${kind} domain of the organization and cannot be deleted.`);
/** [documented] that they fail until nothing depends on the domain, in domain-delete; [inferred] the wording. */
export const domainReferenced = (name: string) =>
  refused(`The domain ${name} cannot be deleted because users, groups or subdomains refer to it.`);
/** [documented] the limit, in domain-forcedelete; [inferred] the wording. */
export const tooManyToRename = (limit: number) =>
  refused(`The number of objects to be renamed is greater than ${limit}.`);
/** [documented] that only a subdomain of a verified one is promoted, in domain-promote; [inferred] the wording. */
export const notPromotable = (name: string) =>
  refused(`The domain ${name} is no verified subdomain, and cannot be promoted.`);
