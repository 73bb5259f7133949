// The schema for editors, which see a scenario before its parameters are filled in and without what it includes.

type Node = { [key: string]: unknown };

const PARAMETER = { $ref: '#/$defs/parameter' };
const DEFINITION = {
  type: 'string',
  pattern: String.raw`^\$\{[A-Za-z][\w-]*(\.[\w-]+)*\}$`,
  description: 'A parameter or an axis of the matrix',
};

/** Where parameters are declared, none is filled in. */
const HEAD = ['$schema', 'include', 'parameters', 'matrix'];

/** Lets a parameter stand wherever something else than plain text must. */
export function withParameters({ $defs = {}, ...schema }: Node): Node {
  const definitions = $defs as Readonly<Record<string, Node>>;

  /** A value of a property or list. */
  function place(value: unknown): unknown {
    if (!isNode(value)) return value;
    const node = inside(value);
    if (!refuses(value)) return node;
    const { description, default: preset, ...rest } = node;
    const alternatives =
      Object.keys(rest).length === 1 && Array.isArray(rest['anyOf']) ? rest['anyOf'] : [rest];
    return {
      ...(description !== undefined && { description }),
      ...(preset !== undefined && { default: preset }),
      anyOf: [...alternatives, PARAMETER],
    };
  }

  /** Whether a parameter isn't allowed as it is. */
  function refuses(node: Node): boolean {
    const { $ref, type, pattern, format, anyOf } = node;
    if (typeof $ref === 'string') {
      const meant = definitions[$ref.replace('#/$defs/', '')];
      return meant !== undefined && refuses(meant);
    }
    if ('const' in node) return false;
    if (type === 'string') return 'enum' in node || pattern !== undefined || format !== undefined;
    return ['number', 'integer', 'boolean', 'array'].includes(type as string) || Array.isArray(anyOf);
  }

  function inside(node: Node): Node {
    const { properties, items, additionalProperties, anyOf, oneOf, allOf } = node;
    const all = (list: unknown[]) => list.map((each) => (isNode(each) ? inside(each) : each));
    return {
      ...node,
      ...(isNode(properties) && { properties: mapped(properties, place) }),
      ...(items !== undefined && { items: place(items) }),
      ...(isNode(additionalProperties) && { additionalProperties: place(additionalProperties) }),
      ...(Array.isArray(anyOf) && { anyOf: all(anyOf) }),
      ...(Array.isArray(oneOf) && { oneOf: all(oneOf) }),
      ...(Array.isArray(allOf) && { allOf: all(allOf) }),
    };
  }

  const properties = Object.entries(schema['properties'] as Node).map(([name, node]) => [
    name,
    HEAD.includes(name) ? node : name === 'devices' ? place(withoutRequired(node)) : place(node),
  ]);
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    $defs: { ...mapped(definitions, (each) => (isNode(each) ? inside(each) : each)), parameter: DEFINITION },
  };
}

/** Whose a device is may stand in what is included. */
function withoutRequired(devices: unknown): unknown {
  const { additionalProperties, ...rest } = devices as { additionalProperties: Node };
  const { required: _, ...device } = additionalProperties;
  return { ...rest, additionalProperties: device };
}

const mapped = (record: Node, change: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
