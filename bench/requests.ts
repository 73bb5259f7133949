import { SSO_EXTENSION } from '../fixtures/policies/index.ts';
import { type Load, measureThroughput, type Subject, startSubject, type Throughput } from './load.ts';
import { median } from './median.ts';
import { measureWalk, type WalkFigures } from './walk.ts';

const DEVICES = '/v1.0/deviceManagement/managedDevices';
const PAGE = 100;

/** One kind of request, as it goes to our server and to a peer. */
interface Case {
  readonly name: string;
  /** How many times bare Express we want to be. */
  readonly aim: number;
  /** How many are measured in a round. */
  readonly requests: number;
  readonly ours: (ids: readonly string[], subject: Subject) => Load;
  readonly peer: (ids: readonly string[]) => Load;
}

const page = (filter: string): Load => ({
  paths: [`${DEVICES}?$filter=${encodeURIComponent(filter)}&$top=${PAGE}`],
});
const cannedPage: Load = { paths: ['/devices'] };
const BATCH = 20;
const batch = (ids: readonly string[]) =>
  JSON.stringify({
    requests: ids.slice(0, BATCH).map((deviceId, index) => ({
      id: String(index + 1),
      method: 'GET',
      url: `/deviceManagement/managedDevices/${deviceId}`,
    })),
  });
/** Microsoft Intune Plan 1, which the fixture's people have. */
const INTUNE = '061f9ace-7d42-4136-88ac-31dc755f143f';
const policy = JSON.stringify(SSO_EXTENSION);

const READS: readonly Case[] = [
  {
    name: 'GET a device by id',
    aim: 4,
    requests: 5000,
    ours: (ids) => ({ paths: ids.map((id) => `${DEVICES}/${id}`) }),
    peer: (ids) => ({ paths: ids.map((id) => `/devices/${id}`) }),
  },
  {
    name: "GET a page of 100, operatingSystem eq 'iOS'",
    aim: 5,
    requests: 500,
    ours: () => page("operatingSystem eq 'iOS'"),
    peer: () => cannedPage,
  },
  {
    name: "GET a page of 100, complianceState eq 'compliant'",
    aim: 5,
    requests: 500,
    ours: () => page("complianceState eq 'compliant'"),
    peer: () => cannedPage,
  },
  {
    name: 'GET a page of 100, lambda in $filter',
    aim: 5,
    requests: 500,
    ours: () => ({
      paths: [
        `/v1.0/users?$filter=${encodeURIComponent(`assignedLicenses/any(l:l/skuId eq ${INTUNE})`)}&$top=${PAGE}`,
      ],
    }),
    peer: () => cannedPage,
  },
  {
    name: 'GET a page of 100, $expand of owners',
    aim: 1,
    requests: 300,
    ours: () => ({
      paths: [`/v1.0/devices?$expand=registeredOwners($select=id,userPrincipalName)&$top=${PAGE}`],
    }),
    peer: () => cannedPage,
  },
  {
    name: 'GET 100 changes, delta',
    aim: 1,
    requests: 300,
    ours: (_, { ready }) => ({ paths: [String(ready['deltaPath'])] }),
    peer: () => cannedPage,
  },
  {
    name: 'POST a $batch of 20 reads',
    aim: 1,
    requests: 300,
    ours: (ids) => ({ paths: ['/v1.0/$batch'], body: batch(ids) }),
    peer: (ids) => ({ paths: ['/batch'], body: batch(ids) }),
  },
];

const WRITES: readonly Case[] = [
  {
    name: 'POST the SSO extension policy',
    aim: 2.5,
    requests: 4000,
    ours: () => ({ paths: ['/beta/deviceManagement/deviceConfigurations'], body: policy }),
    peer: () => ({ paths: ['/devices'], body: policy }),
  },
];

export interface RequestFigures {
  readonly name: string;
  readonly devices: number;
  readonly aim: number;
  /** Medians of all rounds. */
  readonly ours: Throughput;
  readonly express: Throughput;
  readonly node: Throughput;
  /** How many times what bare Express serves for the same processor time: the median of the rounds' ratios. */
  readonly timesExpress: number;
}

export interface RequestOptions {
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** How much of a full round is measured, and of the warm-up before. */
  readonly share: number;
  readonly tell: (progress: string) => void;
}

/** Measures all cases, at all sizes, turn by turn with both peers, so that what else the machine does hits all alike. */
export async function measureRequests(
  options: RequestOptions,
): Promise<{ requests: RequestFigures[]; walks: WalkFigures[] }> {
  const { sizes, tell } = options;
  const running: Subject[] = [];
  const start = async (script: string, args: readonly string[]) => {
    const subject = await startSubject(`bench/${script}`, args);
    running.push(subject);
    return subject;
  };
  try {
    const servers: Subject[] = [];
    for (const size of sizes) {
      tell(`enrolling ${size.toLocaleString('en')} devices`);
      servers.push(await start('graph-subject.ts', [String(size)]));
    }
    const canned = await cannedDevice(servers[0] as Subject);
    const express = await start('express-peer.ts', [canned]);
    const node = await start('node-peer.ts', [canned]);
    const figures: RequestFigures[] = [];
    for (const each of READS) figures.push(...(await measureCase(each, { express, node }, servers, options)));
    for (const each of WRITES)
      figures.push(...(await measureCase(each, { express, node }, servers.slice(0, 1), options)));
    const walks: WalkFigures[] = [];
    for (const [index, subject] of servers.entries()) {
      tell(`paging to the end of ${sizes[index]?.toLocaleString('en')} devices`);
      walks.push(await measureWalk(subject, sizes[index] as number));
    }
    return { requests: figures, walks };
  } finally {
    await Promise.all(running.map((subject) => subject.stop()));
  }
}

/** A managed device as we serve it, for the peers. */
async function cannedDevice({ url, ready }: Subject): Promise<string> {
  const [id] = ready['ids'] as string[];
  const answer = await fetch(`${url}${DEVICES}/${id}`, {
    headers: { authorization: `Bearer ${ready['token']}` },
  });
  if (!answer.ok) throw new Error(`no device: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

async function measureCase(
  { name, aim, requests, ours, peer }: Case,
  peers: { readonly express: Subject; readonly node: Subject },
  servers: readonly Subject[],
  { sizes, rounds, share, tell }: RequestOptions,
): Promise<RequestFigures[]> {
  const ids = (subject: Subject) => subject.ready['ids'] as string[];
  const first = ids(servers[0] as Subject);
  const amount = Math.ceil(requests * share);
  const turns = [
    ...servers.map((subject) => ({
      subject,
      load: { ...ours(ids(subject), subject), token: String(subject.ready['token']) },
      results: [] as Throughput[],
    })),
    ...[peers.express, peers.node].map((subject) => ({
      subject,
      load: peer(first),
      results: [] as Throughput[],
    })),
  ];
  for (let round = 0; round <= rounds; round += 1) {
    tell(`${name}: ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`);
    for (const { subject, load, results } of turns) {
      const result = await measureThroughput(subject, load, round === 0 ? WARM_UP * amount : amount);
      if (round > 0) results.push(result);
    }
  }
  const [express, node] = turns.slice(-2).map(({ results }) => results) as [Throughput[], Throughput[]];
  return servers.map((_, index) => {
    const results = turns[index]?.results ?? [];
    return {
      name,
      devices: sizes[index] as number,
      aim,
      ours: middle(results),
      express: middle(express),
      node: middle(node),
      timesExpress: median(
        results.map(({ perCpuSecond }, round) => perCpuSecond / (express[round]?.perCpuSecond ?? Number.NaN)),
      ),
    };
  });
}

/** Rounds of load before anything is measured: the engine compiles what it has seen often. */
const WARM_UP = 3;

function middle(results: readonly Throughput[]): Throughput {
  return {
    perCpuSecond: median(results.map(({ perCpuSecond }) => perCpuSecond)),
    perSecond: median(results.map(({ perSecond }) => perSecond)),
  };
}
