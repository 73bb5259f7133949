import fc from 'fast-check';
import { Registry } from '../../../src/graph/declare/registry.ts';
import { placesOf } from '../../../src/graph/describe/places.ts';
import { graphModel } from '../../../src/graph/model/index.ts';
import { DECLARATIONS } from '../../../src/graph/resources/index.ts';
import { IDS, idsOf, junk, MISSING, property, signatures, type } from './sample.ts';

/** A number picks one of the ids that the set has. */
const key = fc.oneof(
  { weight: 8, arbitrary: fc.nat() },
  { weight: 2, arbitrary: fc.constantFrom(...IDS) },
  { weight: 1, arbitrary: junk },
);
const tail = fc.oneof(
  fc.constantFrom(
    '$count',
    '$ref',
    '$value',
    'assign',
    'assignments',
    'members/$ref',
    'displayName',
    'version',
  ),
  fc.constantFrom(...signatures.map(({ name }) => name)),
  property,
  type.map(({ name }) => name),
  junk,
);
/** Everything that is served, generic or not. */
const PLACES = (['v1.0', 'beta'] as const).flatMap((each) =>
  placesOf(new Registry(graphModel(each), DECLARATIONS)).map(({ template, entity, node }) => ({
    version: each,
    template,
    entity,
    node,
  })),
);
/** Where something may be served, and where nothing is. */
export const path = fc
  .record({
    version: fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('v1.0', 'beta', 'v2.0', '') },
    ),
    place: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...PLACES) },
      { weight: 2, arbitrary: fc.constantFrom(...PLACES.filter(({ node }) => !node.resource.generic)) },
    ),
    keys: fc.array(key, { minLength: 3, maxLength: 3 }),
    parenthesis: fc.boolean(),
    keyed: fc.boolean(),
    tails: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 2, arbitrary: fc.array(tail, { minLength: 1, maxLength: 3 }) },
    ),
  })
  .map(({ version: other, place, keys, parenthesis, keyed, tails }) => {
    const parts: string[] = [];
    const walked: string[] = [];
    for (const [index, part] of (keyed ? place.entity : place.template).slice(1).split('/').entries()) {
      if (!part.startsWith('{')) {
        parts.push(part);
        if (!part.startsWith('microsoft.graph.')) walked.push(part);
        continue;
      }
      const own = idsOf(walked.join('/'));
      const chosen = keys[index % keys.length] ?? MISSING;
      const value = typeof chosen === 'string' ? chosen : (own[chosen % own.length] ?? MISSING);
      if (parenthesis) parts.push(`${parts.pop()}('${value}')`);
      else parts.push(value);
    }
    return `/${[other ?? place.version, ...parts, ...tails].join('/')}`;
  });
