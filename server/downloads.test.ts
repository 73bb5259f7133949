import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { graphClient } from '../test/support/graph-client.ts';
import { ask, start } from '../test/support/served.ts';

const JOBS = '/v1.0/deviceManagement/reports/exportJobs';

async function setup() {
  const client = graphClient();
  const server = await start({ tenant: client.tenant });
  const { id } = client.post(JOBS, { reportName: 'Users' }).body;
  client.tenant.clock.advance(20_000);
  const url = new URL(client.get(`${JOBS}/${id}`).body.url);
  return { server, id, path: url.pathname + url.search };
}

describe('downloads of exported reports', () => {
  it('need no token, here and below the host of Graph', async () => {
    const { server, id, path } = await setup();
    for (const headers of [{}, { host: 'graph.microsoft.com' }]) {
      const answer = await ask(server, path, { headers });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('application/octet-stream');
    }
    const answer = await fetch(`${server.httpUrl}${path}`);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(files)).toEqual([`${id}.csv`]);
  });

  it('are refused in the words of the storage that they come from', async () => {
    const { server, path } = await setup();
    const answer = await ask(server, path.replace(/sig=[^&]+/, 'sig=x'));
    expect([answer.status, answer.headers['content-type']]).toEqual([403, 'application/xml']);
    expect(answer.text).toContain('<Code>AuthenticationFailed</Code>');
  });
});
