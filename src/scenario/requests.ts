import type { GraphExpectation, Json } from './schema/notation.ts';
import type { GraphAnswer, World } from './world.ts';

/** Graph refused what the administrator wanted. */
export class GraphRefusal extends Error {
  readonly answer: GraphAnswer;

  constructor(request: string, answer: GraphAnswer) {
    const error = (answer.body as { error?: { code?: string; message?: string } } | undefined)?.error;
    super(
      `${request} was answered with ${answer.status} ${error?.code ?? ''}: ${error?.message ?? 'no message'}`,
    );
    this.name = 'GraphRefusal';
    this.answer = answer;
  }
}

/** A request that must succeed; `path` is without version. Throws GraphRefusal. */
export function send(
  world: World,
  method: GraphExpectation['method'],
  path: string,
  body?: Json,
): Json | undefined {
  const answer = world.administer({ method, path: `/beta/${path}`, ...(body !== undefined && { body }) });
  if (answer.status >= 300) throw new GraphRefusal(`${method} /beta/${path}`, answer);
  return answer.body;
}

/** Throws GraphRefusal. */
export function post(world: World, path: string, body: Json): Json | undefined {
  return send(world, 'POST', path, body);
}

/** Throws GraphRefusal. */
export function entities(world: World, path: string): { id: string }[] {
  return (send(world, 'GET', path) as { value: { id: string }[] }).value;
}
