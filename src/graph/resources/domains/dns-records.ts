// What must stand in DNS: to prove that a domain is the organization's, and for services to work.
import type { Entity } from '../../../tenant/index.ts';
import { defineResource, type Resource } from '../../declare/resource.ts';
import type { Call } from '../../request/call.ts';

/** [documented] domain-list-verificationdnsrecords and -serviceconfigurationrecords: an hour. */
const TTL = 3600;

interface Draft {
  readonly kind: 'Txt' | 'Mx' | 'CName' | 'Srv';
  readonly label: string;
  readonly service: string;
  readonly optional?: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

const TYPES = {
  Txt: '#microsoft.graph.domainDnsTxtRecord',
  Mx: '#microsoft.graph.domainDnsMxRecord',
  CName: '#microsoft.graph.domainDnsCnameRecord',
  Srv: '#microsoft.graph.domainDnsSrvRecord',
} as const;

function records({ tenant }: Call, domain: Entity, drafts: readonly Draft[]): readonly Entity[] {
  const random = tenant.random.fork(`domains/records/${domain.id.toLowerCase()}/${drafts[0]?.service ?? ''}`);
  return drafts.map(({ kind, label, service, optional = false, values }) => ({
    '@odata.type': TYPES[kind],
    id: random.guid(),
    isOptional: optional,
    label,
    recordType: kind,
    supportedService: service,
    ttl: TTL,
    ...values,
  }));
}

const MX_LAST = 32_767;
const DIGITS = 8;

function verification(call: Call, domain: Entity | undefined): readonly Entity[] {
  if (!domain) return [];
  const random = call.tenant.random.fork(`domains/proof/${domain.id.toLowerCase()}`);
  const code = `ms${Array.from({ length: DIGITS }, () => random.integer(0, 9)).join('')}`;
  return records(call, domain, [
    { kind: 'Txt', label: domain.id, service: '', values: { text: `MS=${code}` } },
    {
      kind: 'Mx',
      label: domain.id,
      service: '',
      values: { mailExchange: `${code}.msv1.invalid`, preference: MX_LAST },
    },
  ]);
}

/** [documented] domain-list-serviceconfigurationrecords, and "External Domain Name System records for Microsoft 365". */
const SERVICES: Readonly<Record<string, (name: string) => readonly Omit<Draft, 'service'>[]>> = {
  Email: (name) => [
    {
      kind: 'Mx',
      label: name,
      values: { mailExchange: `${name.replaceAll('.', '-')}.mail.protection.outlook.com`, preference: 0 },
    },
    { kind: 'Txt', label: name, values: { text: 'v=spf1 include:spf.protection.outlook.com -all' } },
    { kind: 'CName', label: `autodiscover.${name}`, values: { canonicalName: 'autodiscover.outlook.com' } },
  ],
  OfficeCommunicationsOnline: (name) => [
    { kind: 'CName', label: `sip.${name}`, values: { canonicalName: 'sipdir.online.lync.com' } },
    { kind: 'CName', label: `lyncdiscover.${name}`, values: { canonicalName: 'webdir.online.lync.com' } },
    { kind: 'Srv', label: name, values: sip('_sip', '_tls', 443, 'sipdir.online.lync.com') },
    { kind: 'Srv', label: name, values: sip('_sipfederationtls', '_tcp', 5061, 'sipfed.online.lync.com') },
  ],
  Intune: (name) => [
    {
      kind: 'CName',
      label: `enterpriseregistration.${name}`,
      values: { canonicalName: 'enterpriseregistration.windows.net' },
    },
    {
      kind: 'CName',
      label: `enterpriseenrollment.${name}`,
      values: { canonicalName: 'enterpriseenrollment-s.manage.microsoft.com' },
    },
  ],
};

const sip = (service: string, protocol: string, port: number, nameTarget: string) => ({
  service,
  protocol,
  port,
  priority: 100,
  weight: 1,
  nameTarget,
});

function configuration(call: Call, domain: Entity | undefined): readonly Entity[] {
  if (!domain) return [];
  const services = (domain['supportedServices'] as readonly string[] | undefined) ?? [];
  return services.flatMap((service) =>
    records(
      call,
      domain,
      (SERVICES[service]?.(domain.id) ?? []).map((draft) => ({ ...draft, service })),
    ),
  );
}

const list = (name: string, compute: (call: Call, domain: Entity | undefined) => readonly Entity[]) =>
  defineResource({
    path: `domains/${name}`,
    type: 'domainDnsRecord',
    family: 'directory',
    verbs: ['list', 'get'],
    source: { kind: 'computed', compute, complete: true },
    evidence: 'documented',
    sources: [`https://learn.microsoft.com/graph/api/domain-list-${name.toLowerCase()}`],
  });

export const dnsRecords: readonly Resource[] = [
  list('verificationDnsRecords', verification),
  list('serviceConfigurationRecords', configuration),
];
