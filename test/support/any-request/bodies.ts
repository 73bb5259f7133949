import fc from 'fast-check';
import { graphModel, type TypeModel } from '../../../src/graph/model/index.ts';
import { ORIGIN } from '../graph-client.ts';
import { IDS, type } from './sample.ts';

const wrong = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>(2 ** 40, -1, '', '__proto__'));

/** A value that a property might have. */
function fitting(model: TypeModel, name: string): fc.Arbitrary<unknown> {
  const declared = model.properties.get(name);
  if (!declared) return wrong;
  const { members = [] } = graphModel('beta').type(declared.type) ?? {};
  const [first] = members;
  const one =
    first !== undefined
      ? fc.constant(first)
      : declared.type === 'Edm.Boolean'
        ? fc.boolean()
        : declared.type === 'Edm.String'
          ? fc.string({ maxLength: 10 })
          : declared.type.startsWith('Edm.Int')
            ? fc.integer({ min: 0, max: 20 })
            : wrong;
  return declared.collection ? fc.array(one, { maxLength: 2 }) : one;
}

/** An entity of a type, with some of its properties. */
export const bodyOf = (model: TypeModel): fc.Arbitrary<object> =>
  fc
    .array(fc.constantFrom('displayName', ...model.properties.keys()), { maxLength: 5 })
    .chain((names) =>
      fc.record(
        Object.fromEntries(
          names.map((name) => [
            name,
            fc.oneof({ weight: 12, arbitrary: fitting(model, name) }, { weight: 1, arbitrary: wrong }),
          ]),
        ),
      ),
    )
    .map((body) => ({ '@odata.type': `#${model.name}`, ...body }));
const typed = type.chain(bodyOf);
const action = fc.oneof(
  fc.constant({ scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }] }),
  wrong,
);
/** What means something to some action. */
export const known = fc.oneof(
  fc.constantFrom(...IDS).map((id) => ({ '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` })),
  fc.constantFrom(...IDS).map((groupId) => ({
    assignments: [{ target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId } }],
  })),
  fc.array(action, { maxLength: 2 }).map((scheduledActionsForRule) => ({
    '@odata.type': '#microsoft.graph.iosCompliancePolicy',
    displayName: 'x',
    scheduledActionsForRule,
  })),
);
export const body = fc.oneof(
  { weight: 5, arbitrary: typed.map((value) => JSON.stringify(value)) },
  { weight: 3, arbitrary: known.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constant('{"a":'.repeat(3000)) },
);
export const headers = fc.record(
  {
    consistencylevel: fc.constantFrom('eventual', 'EVENTUAL', 'session'),
    'content-type': fc.constantFrom('application/json', 'application/json; charset=utf-8', 'text/plain', ''),
    accept: fc.constantFrom('*/*', 'application/json', 'application/json;odata.metadata=full', 'text/plain'),
    prefer: fc.string({ maxLength: 10 }),
    'if-match': fc.string({ maxLength: 10 }),
    'client-request-id': fc.string({ maxLength: 40 }),
  },
  { requiredKeys: [] },
);
