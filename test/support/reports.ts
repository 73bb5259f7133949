// Intune's reports about two phones, as their reader exports them.
import { strFromU8, unzipSync } from 'fflate';
import { serveDownload } from '../../src/graph/index.ts';
import { contoso } from './managed-phone.ts';

export const REPORTS = '/beta/deviceManagement/reports';

export type Row = Record<string, unknown>;

/** Two phones, of which the second has no passcode. */
export function twoPhones() {
  const stage = contoso();
  const good = stage.phone();
  const bad = stage.phone();
  stage.simulation.act(bad.id, { do: 'removePasscode' });
  stage.simulation.act(bad.id, { do: 'checkIn' });
  return { ...stage, good, bad, exported: exportedFrom(stage) };
}

/** Reads a report as whoever exports it. */
export function exportedFrom({ client, tenant }: Pick<ReturnType<typeof contoso>, 'client' | 'tenant'>) {
  return (reportName: string, more: object = {}): Row[] => {
    const job = client.post(`${REPORTS}/exportJobs`, { reportName, format: 'json', ...more });
    if (job.status !== 201) throw new Error(job.text);
    tenant.clock.advance(20_000);
    const { url } = client.get(`${REPORTS}/exportJobs/${job.body.id}`).body;
    const { pathname, search } = new URL(url);
    const { body } = serveDownload(tenant, 'GET', pathname + search);
    const [file] = Object.values(unzipSync(body as Uint8Array));
    return JSON.parse(strFromU8(file as Uint8Array)).values;
  };
}
