// What is asked of a photo or a logo, done and answered.
import { type Exchange, emptyAnswer, textAnswer } from '../answer/exchange.ts';
import type { Reading } from '../answer/read.ts';
import type { Verb } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import { notFound } from '../query/lookup.ts';
import type { GraphResponse } from '../types.ts';
import { storeOf } from '../write/store.ts';
import { dropMedia, keepMedia, type MediaPlace, mediaAt } from './media.ts';

/** Answers for `place`. Throws GraphError. */
export function actOnMedia(
  exchange: Exchange,
  { call, node }: Reading,
  place: MediaPlace,
  verb: Verb | 'operation',
): GraphResponse {
  const { resource } = node;
  const present = mediaAt(call, place);
  // [documented] profilephoto-update and profilephoto-delete answer 200, all others 204; neither has a body.
  const done = () => emptyAnswer(exchange, resource.answersUpdate ? 200 : 204);
  if (verb === 'update' || verb === 'replace') {
    const content = sentMedia(exchange);
    const type = exchange.request.header('content-type') ?? '';
    if (/^application\/json\b/i.test(type)) throw errors.notAnImage();
    keepMedia(call, place, type, content);
    return done();
  }
  if (!present && resource.missing) throw notFound(node, { property: undefined, value: place.name });
  if (verb === 'delete') {
    if (present) dropMedia(call, place);
    return done();
  }
  // [documented] organizationalbranding-get: what isn't set is an empty answer.
  return present ? textAnswer(exchange, present.content, present.type) : emptyAnswer(exchange, 200);
}

function sentMedia({ request: { body, bodyRefusal }, bodyLimit }: Exchange): string {
  if (bodyRefusal) throw errors.bodyRefused(bodyRefusal);
  if (body === undefined || body === '') throw errors.emptyBody();
  if (body.length > bodyLimit) throw errors.bodyTooLarge(bodyLimit);
  return body;
}

/** Where a stream of an entity is kept, or the picture that a singleton is about. */
export function mediaPlace({ call, node }: Reading, entityId: string, name: string): MediaPlace {
  const { path, name: own } = node.resource;
  if (name === '$value' && call.parent)
    return { set: path.slice(0, path.lastIndexOf('/')), owner: call.parent.id, name: own };
  return { set: storeOf(call, node.resource).name, owner: entityId, name };
}
