import type { SourceDocument } from '../verify/index.ts';
import { type VerifyReport, verifyDocuments } from '../verify/index.ts';
import { TestDevice } from './device.ts';
import type { TestTenant } from './test-tenant.ts';

/** What vitest, and jest, want of a matcher. */
interface Judged {
  readonly pass: boolean;
  readonly message: () => string;
}

export interface ExpectedRequest {
  readonly method?: string;
  /** The path below the version, without its query: `/deviceManagement/managedDevices`; `*` stands for one segment. */
  readonly path: string;
  readonly status?: number;
}

/** The matchers, for `expect.extend`. Each takes what it is about; anything else is a TypeError that says so. */
export const matchers = {
  /** A device is registered in Entra ID and linked to its managed device. */
  toBeRegistered: (received: unknown): Judged => {
    const device = deviceIn(received);
    return {
      pass: device.registered,
      message: () => tell(device, device.registered ? 'not to be registered' : 'to be registered'),
    };
  },

  /** Intune says of a device that it is compliant. */
  toBeCompliant: (received: unknown): Judged => {
    const device = deviceIn(received);
    const pass = device.complianceState === 'compliant';
    return { pass, message: () => tell(device, pass ? 'not to be compliant' : 'to be compliant') };
  },

  /** With these policies, as Graph returns them, or with a tenant as it is, devices would register and be remediated. */
  toVerify: (received: unknown): Judged => {
    const report = isTenant(received) ? received.verify() : verifyDocuments(documentsOf(received));
    const pass = report.verdict !== 'fail';
    return { pass, message: () => verdictOf(report, pass) };
  },

  /** A request of that kind came to Graph. */
  toHaveReceived: (received: unknown, expected: ExpectedRequest): Judged => {
    if (!isTenant(received))
      throw new TypeError('toHaveReceived is about a tenant of createTenant or startServer');
    const pattern = patternOf(expected.path);
    const { requests } = received;
    const pass = requests.some(
      ({ method, url, status }) =>
        pattern.test(url.split('?')[0] as string) &&
        (expected.method === undefined || expected.method.toUpperCase() === method) &&
        (expected.status === undefined || expected.status === status),
    );
    const wanted = `${expected.method ?? 'a request'} ${expected.path}${expected.status === undefined ? '' : ` with ${expected.status}`}`;
    const list = requests.slice(-SHOWN).map(({ method, url, status }) => `  ${method} ${url} ${status}`);
    return {
      pass,
      message: () =>
        [
          `expected the tenant ${pass ? 'not ' : ''}to have received ${wanted}`,
          'It received:',
          ...(list.length > 0 ? list : ['  nothing']),
        ].join('\n'),
    };
  },
};

/** How many of the latest requests a message lists. */
const SHOWN = 20;

function deviceIn(received: unknown): TestDevice {
  if (received instanceof TestDevice) return received;
  throw new TypeError('this is about a device of tenant.devices.create(…)');
}

function isTenant(received: unknown): received is TestTenant {
  return typeof received === 'object' && received !== null && 'emulator' in received && 'verify' in received;
}

function tell(device: TestDevice, what: string): string {
  const { sentences, findings } = device.explain();
  return [
    `expected ${device.name} ${what}`,
    ...sentences.map((sentence) => `  ${sentence}`),
    ...(findings.length > 0 ? [`  Rules: ${findings.join(', ')}`] : []),
  ].join('\n');
}

function verdictOf({ findings, enrollments }: VerifyReport, pass: boolean): string {
  if (pass) return 'expected the policies not to let devices register';
  return [
    'expected devices to register with these policies',
    ...enrollments.map(({ title, registers }) => `  ${title}: ${registers ? 'yes' : 'no'}`),
    ...findings
      .filter(({ severity }) => severity !== 'warning')
      .map(({ rule, message, fix }) => `  ${rule}: ${message}. ${fix}`),
  ].join('\n');
}

/** A policy, several, or a document that was read already. */
function documentsOf(received: unknown): SourceDocument[] {
  if (typeof received !== 'object' || received === null)
    throw new TypeError('toVerify is about a tenant, a policy as Graph returns it, or several of them');
  const policies = Array.isArray(received) ? received : [received];
  return policies.map((policy, index) => ({
    path: policies.length === 1 ? 'policy' : `policy ${index + 1}`,
    text: JSON.stringify(policy, null, 2),
  }));
}

function patternOf(path: string): RegExp {
  const segments = path.replace(/^\/(?:v1\.0|beta)(?=\/)/, '').split('/');
  const escaped = segments.map((segment) =>
    segment === '*' ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^/(?:v1\\.0|beta)${escaped.join('/')}$`, 'i');
}
