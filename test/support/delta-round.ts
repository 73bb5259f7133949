// Rounds of a delta query.
import { type Client, ORIGIN } from './graph-client.ts';

export type Row = Record<string, unknown> & { id: string };

export interface Round {
  rows: Row[];
  pages: number;
  deltaLink: string;
}

export const path = (link: string) => link.slice(ORIGIN.length);

/** Follows next links to the end of a round. */
export function round(client: Client, url: string, headers: Record<string, string> = {}): Round {
  const rows: Row[] = [];
  for (let pages = 1, at = url; ; pages += 1) {
    const { status, body, text } = client.get(at, headers);
    if (status !== 200) throw new Error(text);
    rows.push(...body.value);
    if (body['@odata.deltaLink']) return { rows, pages, deltaLink: path(body['@odata.deltaLink']) };
    at = path(body['@odata.nextLink']);
  }
}

export function createGroup(client: Client, name: string, more: object = {}): string {
  const group = { displayName: name, mailEnabled: false, mailNickname: 'g', securityEnabled: true, ...more };
  return client.post('/v1.0/groups', group).body.id;
}

export const addMember = (client: Client, group: string, id: string) =>
  client.post(`/v1.0/groups/${group}/members/$ref`, { '@odata.id': `${ORIGIN}/v1.0/directoryObjects/${id}` });
