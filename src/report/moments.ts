import type { TraceEntry } from '../device/index.ts';
import type { GraphChange } from '../scenario/index.ts';

/** A message and what Graph began to show with it, or what Graph began to show by itself. */
export interface Moment {
  /** Virtual time, ISO 8601. */
  readonly at: string;
  readonly entry?: TraceEntry;
  /** `managedDevices: complianceState compliant` */
  readonly graph: readonly string[];
}

/** A device's conversation and what Graph showed of it meanwhile, in the order of time. */
export function momentsOf(trace: readonly TraceEntry[], changes: readonly GraphChange[]): Moment[] {
  const graphAt = new Map<string, string[]>();
  for (const change of changes)
    graphAt.set(change.at, [...(graphAt.get(change.at) ?? []), graphLine(change)]);
  // What changes in the second of a message belongs to the last one of that second.
  const messages = trace.map((entry, index): Moment => {
    const { at } = entry;
    return { at, entry, graph: trace[index + 1]?.at === at ? [] : (graphAt.get(at) ?? []) };
  });
  const told = new Set(trace.map(({ at }) => at));
  const alone = [...graphAt].filter(([at]) => !told.has(at)).map(([at, graph]): Moment => ({ at, graph }));
  return alone.length === 0
    ? messages
    : [...messages, ...alone].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function graphLine({ set, change, values }: GraphChange): string {
  const name = set.slice(set.lastIndexOf('/') + 1);
  if (change === 'deleted') return `${name}: the device is gone`;
  const facts = Object.entries(values).map(([property, value]) => `${property} ${value ?? 'null'}`);
  return `${name}: ${change === 'created' ? 'a new device, ' : ''}${facts.join(', ')}`;
}
