import type { Policy } from '../tenant/index.ts';

/** The template for e-mail on iOS. */
export function isMailPolicy(policy: Pick<Policy, '@odata.type'>): boolean {
  return /^#?microsoft\.graph\.iosEasEmailProfileConfiguration$/.test(policy['@odata.type']);
}
