import type { Subject } from './load.ts';

const PAGE = 100;
/** Which part of all pages counts as the beginning, and which as the end. */
const PART = 0.1;

/** Reading all devices page by page. */
export interface WalkFigures {
  readonly devices: number;
  /** Devices read in a second of the server's own processor time. */
  readonly devicesPerCpuSecond: number;
  /** How much more processor time the last tenth of the pages takes than the first. */
  readonly endToBeginning: number;
}

/** Follows `@odata.nextLink` to the end, one request after the other. Throws when a device is missing. */
export async function measureWalk(subject: Subject, devices: number): Promise<WalkFigures> {
  // Twice: what the engine hasn't seen often yet would make the beginning look dear.
  await walk(subject, devices);
  return walk(subject, devices);
}

async function walk(subject: Subject, devices: number): Promise<WalkFigures> {
  const pages = Math.ceil(devices / PAGE);
  const part = Math.max(1, Math.floor(pages * PART));
  const marks: number[] = [await subject.cpuSeconds()];
  // What changes no device, and yet no request has asked for before, so that no page is there already.
  let next: string | undefined =
    `${subject.url}/v1.0/deviceManagement/managedDevices?$top=${PAGE}&$select=id,deviceName,complianceState`;
  let seen = 0;
  for (let page = 1; next !== undefined; page += 1) {
    const answer: Response = await fetch(next, {
      headers: { authorization: `Bearer ${String(subject.ready['token'])}` },
    });
    const body = (await answer.json()) as { value: unknown[]; '@odata.nextLink'?: string };
    if (!answer.ok) throw new Error(`${next}: ${JSON.stringify(body)}`);
    seen += body.value.length;
    next = body['@odata.nextLink'];
    if (page === part || page === pages - part || page === pages) marks.push(await subject.cpuSeconds());
  }
  if (seen !== devices) throw new Error(`${seen} of ${devices} devices are on the pages`);
  const [start, afterBeginning, beforeEnd, end] = marks as [number, number, number, number];
  return {
    devices,
    devicesPerCpuSecond: devices / (end - start),
    endToBeginning: (end - beforeEnd) / (afterBeginning - start),
  };
}
