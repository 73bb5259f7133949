// What a subscription is about: which changes of the tenant it is told of.
import type { Entity, JournalEntry } from '../../../tenant/index.ts';

/** A subscription as it is stored. */
export interface Subscription extends Entity {
  readonly resource: string;
  /** `updated,deleted` */
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly expirationDateTime: string;
  readonly clientState?: string | null;
  readonly applicationId: string;
}

export type ChangeType = 'created' | 'updated' | 'deleted';

/** What a resource path names. */
export interface Subject {
  readonly set: 'users' | 'groups';
  /** undefined: all of them. */
  readonly id: string | undefined;
  /** Whether it is about a group's members. */
  readonly members: boolean;
}

const RESOURCE = /^\/?(users|groups)(?:\('([^']+)'\)|\/([^/]+))?(\/members)?\/?$/i;

/** Reads `users`, `/groups/{id}`, `groups('{id}')/members`. [documented] undefined for what nobody is told of here. */
export function subjectOf(resource: string): Subject | undefined {
  const match = RESOURCE.exec(resource.split('?')[0] ?? '');
  if (!match) return undefined;
  const set = match[1]?.toLowerCase() === 'users' ? 'users' : 'groups';
  const id = (match[2] ?? match[3])?.toLowerCase();
  const members = match[4] !== undefined;
  return members && (set === 'users' || id === undefined) ? undefined : { set, id, members };
}

/** What a change is called. [documented] of users and groups `updated` tells of those that are new or deleted softly, too. */
export function changeTypeOf({ change }: JournalEntry, isRestorable: boolean): ChangeType {
  return change === 'delete' && !isRestorable ? 'deleted' : 'updated';
}

const MEMBERS = 'groups/members';

/** Whether a change is about what a subscription is about. */
export function isAbout({ set, id, members }: Subject, entry: JournalEntry): boolean {
  if (id !== undefined && entry.id.toLowerCase() !== id) return false;
  if (entry.set === MEMBERS) return set === 'groups';
  return entry.set === set && !members;
}
