import type { Entity, User } from '../tenant/index.ts';
import { deviceKindOf } from './device-facts.ts';

export function firstName({ displayName, userPrincipalName }: User): string {
  return displayName.split(' ')[0] || userPrincipalName.split('@')[0] || 'Somebody';
}

/**
 * The name that a profile of automated enrollment gives a device; undefined: none.
 * [documented] Set up ADE: "The template can include the device type and serial number", and names are given when devices enroll.
 */
export function nameByTemplate(
  profile: Entity | undefined,
  { model, serialNumber }: { readonly model: string; readonly serialNumber: string },
): string | undefined {
  const template = profile?.['deviceNameTemplate'];
  if (typeof template !== 'string' || template === '') return undefined;
  return template.replaceAll('{{DEVICETYPE}}', deviceKindOf(model)).replaceAll('{{SERIAL}}', serialNumber);
}
