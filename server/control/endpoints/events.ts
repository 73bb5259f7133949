import { z } from 'zod';
import { closest } from '../../../src/input/index.ts';
import { defineEndpoint, type Endpoint } from '../endpoint.ts';
import { badValue } from '../errors.ts';
import { EVENT_KINDS, type EventKind } from '../event-log.ts';
import type { EventStream } from '../event-stream.ts';

export function eventEndpoints(stream: EventStream): Endpoint[] {
  return [
    defineEndpoint({
      method: 'GET',
      path: '/events',
      name: 'readEvents',
      summary: 'What happens, as it happens (server-sent events)',
      description:
        'Events: `change` (a JournalChange), `trace` (a TraceEntry), `request` (a Request), `clock` (a Clock), and `missed` ({"events": number or null}) ' +
        'when a reader was away for longer than events are kept: read anew what you show. `Last-Event-ID` goes on where a lost connection was.',
      query: z.strictObject({
        kinds: z
          .string()
          .optional()
          .meta({ description: `Only these, with commas between them: ${EVENT_KINDS.join(', ')}` }),
      }),
      success: { status: 200, description: 'The events', content: { 'text/event-stream': null } },
      errors: [503],
      handle: ({ query, header }) => {
        const kinds = kindsOf(query.kinds);
        stream.admit();
        return {
          kind: 'stream',
          serve: (request, response) => stream.serve(request, response, kinds, header('last-event-id')),
        };
      },
    }),
  ];
}

function kindsOf(text: string | undefined): ReadonlySet<EventKind> {
  if (text === undefined) return new Set(EVENT_KINDS);
  return new Set(
    text.split(',').map((name) => {
      const kind = EVENT_KINDS.find((each) => each === name.trim());
      if (kind) return kind;
      const meant = closest(name, EVENT_KINDS);
      throw badValue(
        'kinds',
        `there are no events of the kind '${name}'`,
        meant ? `Did you mean '${meant}'?` : `There are ${EVENT_KINDS.join(', ')}.`,
      );
    }),
  );
}
