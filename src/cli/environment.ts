import { fileURLToPath } from 'node:url';
import { hostName, isLoopback, STOOD_IN_HOSTS } from '../../server/hosts.ts';
import type { Attachment } from '../../server/index.ts';

/**
 * How a client's requests come to the emulator: its environment tells it the address; an HTTP proxy takes them there; or a hook in
 * Node does. With the latter two the client asks for graph.microsoft.com, as it does in production.
 */
export const WAYS = ['env', 'proxy', 'hook'] as const;
export type Way = (typeof WAYS)[number];

/** Variables to set; null for one to unset. The names are those that Azure's libraries, Node, OpenSSL, Python and curl know. */
export type Variables = Readonly<Record<string, string | null>>;

/** Files with certificate authorities. */
export interface Trusted {
  /** For NODE_EXTRA_CA_CERTS, which adds to what Node trusts. */
  readonly extra: string;
  /** For the variables that replace what a program trusts; without it they are left alone. */
  readonly bundle?: string;
}

interface Situation {
  readonly attachment: Attachment;
  readonly ways: readonly Way[];
  /** What is set so far: what somebody else set stays in force, what we set for another way goes. */
  readonly environment: NodeJS.ProcessEnv;
}

const HOOK = fileURLToPath(new URL('../../server/attach/hook.cjs', import.meta.url));
const THIS_MACHINE = ['localhost', '127.0.0.1', '::1'];

/** What to set for a client to come to the emulator in these ways. */
export function resolveVariables(situation: Situation, { extra, bundle }: Trusted): Variables {
  const { https, tenantId, clientId, clientSecret } = situation.attachment;
  return {
    TENANTLESS_URL: https,
    AZURE_TENANT_ID: tenantId,
    AZURE_CLIENT_ID: clientId,
    AZURE_CLIENT_SECRET: clientSecret,
    ...authorityHost(situation),
    ...proxy(situation),
    ...hook(situation),
    NODE_EXTRA_CA_CERTS: extra,
    ...(bundle !== undefined && {
      SSL_CERT_FILE: bundle,
      REQUESTS_CA_BUNDLE: bundle,
      CURL_CA_BUNDLE: bundle,
    }),
  };
}

function authorityHost({ attachment, ways, environment }: Situation): Variables {
  if (ways.includes('env')) return { AZURE_AUTHORITY_HOST: attachment.https };
  const set = environment['AZURE_AUTHORITY_HOST'] ?? '';
  const here = URL.canParse(set) && isThisMachine(hostName(new URL(set).host));
  // It would lead past the other ways, to an authority that @azure/identity has to be told to accept.
  return here ? { AZURE_AUTHORITY_HOST: null } : {};
}

function proxy({ attachment, ways, environment }: Situation): Variables {
  const current = either(environment, 'HTTPS_PROXY');
  const through = ways.includes('proxy');
  if (!through && current === undefined) return {};
  if (!through && current === attachment.proxy) return inBothCases(environment, 'HTTPS_PROXY', null);

  const before = (either(environment, 'NO_PROXY') ?? '').split(/[\s,]+/).filter((host) => host !== '');
  const exceptions = [...before.filter((host) => !STOOD_IN_HOSTS.includes(host)), ...THIS_MACHINE];
  // Another proxy would take the request to Microsoft before the hook sees it.
  if (!through && ways.includes('hook')) exceptions.push(...STOOD_IN_HOSTS);
  return {
    ...(through && inBothCases(environment, 'HTTPS_PROXY', attachment.proxy ?? null)),
    ...inBothCases(environment, 'NO_PROXY', [...new Set(exceptions)].join(',')),
    // From Node 22.21 and 24.5 on, fetch and https follow HTTPS_PROXY when they are told to.
    ...(through && !ways.includes('hook') && { NODE_USE_ENV_PROXY: '1' }),
  };
}

function hook({ ways, environment }: Situation): Variables {
  const before = environment['NODE_OPTIONS'];
  // Slashes, since NODE_OPTIONS reads a backslash in quotes as an escape.
  const path = HOOK.replaceAll('\\', '/');
  const flag = `--require ${path.includes(' ') ? `"${path}"` : path}`;
  const others = (before ?? '').replace(flag, '').replace(/\s+/g, ' ').trim();
  if (ways.includes('hook')) return { NODE_OPTIONS: others ? `${others} ${flag}` : flag };
  return before?.includes(flag) ? { NODE_OPTIONS: others || null } : {};
}

function either(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  return environment[name.toLowerCase()] || environment[name] || undefined;
}

/** curl and Python look at the name in lower case first. */
function inBothCases(environment: NodeJS.ProcessEnv, name: string, value: string | null): Variables {
  const lower = name.toLowerCase();
  return { [name]: value, ...(environment[lower] !== undefined && { [lower]: value }) };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || isLoopback(host);
}
