// Photos, logos: what an entity has that isn't JSON. Kept beside it, in a collection of the set's, and gone when it goes.
import type { Entity } from '../../tenant/index.ts';
import { actorOf, type Call } from '../request/call.ts';

/** `content` has one character for each byte. */
export interface Media extends Entity {
  readonly type: string;
  readonly content: string;
}

/** Whose it is: an entity of a set, and what it is called there. */
export interface MediaPlace {
  readonly set: string;
  readonly owner: string;
  readonly name: string;
}

const idOf = ({ owner, name }: MediaPlace) => `${owner}/${name}`;
const collectionOf = ({ tenant }: Call, { set }: MediaPlace) => tenant.collection(`${set}/$media`);

export function mediaAt(call: Call, place: MediaPlace): Media | undefined {
  return collectionOf(call, place).get(idOf(place)) as Media | undefined;
}

export function keepMedia(call: Call, place: MediaPlace, type: string, content: string): void {
  const collection = collectionOf(call, place);
  const media: Media = { id: idOf(place), $parent: place.owner, type, content };
  if (collection.get(media.id)) collection.replace(media, actorOf(call));
  else collection.insert(media, actorOf(call));
}

export function dropMedia(call: Call, place: MediaPlace): void {
  collectionOf(call, place).remove(idOf(place), actorOf(call));
}

/** [documented] profilephoto-get: eight digits in quotation marks. They follow from the content: FNV-1a. */
export function etagOf({ content }: Media): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < content.length; at += 1) hash = Math.imul(hash ^ content.charCodeAt(at), 0x01000193);
  return `"${(hash >>> 0).toString(16).toUpperCase().padStart(8, '0')}"`;
}

/** Whether a body of that content type is bytes: then its text has one character for each of them. */
export function isMediaType(contentType: string | undefined): boolean {
  return /^image\//i.test(contentType ?? '');
}
