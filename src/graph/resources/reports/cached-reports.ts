// Reports that somebody has got ready first, as the admin center does, and then reads page by page. What a page shows is how
// things stand when it is read: of a cached report only what was asked for is stored.
import { HOUR, SECOND, toIso } from '../../../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../../../tenant/index.ts';
import { defineResource, type Operation, type Resource, type ServiceEvent } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { JsonObject } from '../../model/index.ts';
import { type Call, now } from '../../request/call.ts';
import { answerReport } from './answered-report.ts';
import { REPORTS_PAGE, type Report, reportNamed } from './catalog.ts';
import { REPORTING_SERVICE } from './reporting-service.ts';

export const CACHED = 'deviceManagement/reports/cachedReportConfigurations';

/** How long the service takes, and how long what it made can be read. [inferred] */
export const CACHING_TAKES = 5 * SECOND;
export const CACHE_LIFETIME = 6 * HOUR;

/** The clock's event; the subject is the configuration's id. */
const CACHED_EVENT = 'reportCached';

/** [recorded] callers make the id, of the report's name and a GUID, and then needn't name the report. */
function reportNameOf({ id, reportName }: JsonObject): string {
  return String(reportName ?? String(id ?? '').replace(/_[^_]*$/, ''));
}

const reportOfConfiguration = (configuration: Entity): Report | undefined =>
  reportNamed(reportNameOf(configuration));

function beforeCreate(call: Call, draft: JsonObject, sent: JsonObject): JsonObject {
  const name = reportNameOf(sent);
  const id = typeof sent['id'] === 'string' && sent['id'] !== '' ? sent['id'] : undefined;
  const expires = toIso(call.tenant.clock.now + CACHE_LIFETIME);
  return {
    ...draft,
    id: id ?? `${name}_${call.tenant.random.guid()}`,
    status: 'notStarted',
    lastRefreshDateTime: now(call),
    expirationDateTime: expires,
  };
}

/** [inferred] a report that there is not is noticed when it is to be made. */
function cache(tenant: Tenant, id: string): void {
  const configurations = tenant.collection(CACHED);
  const configuration = configurations.get(id);
  if (!configuration) return;
  const status = reportOfConfiguration(configuration) ? 'completed' : 'failed';
  const at = toIso(tenant.clock.now);
  configurations.update(id, { status, lastRefreshDateTime: at }, SERVICES.intune);
}

const later = ({ tenant }: Call, id: string) =>
  tenant.clock.schedule(tenant.clock.now + CACHING_TAKES, CACHED_EVENT, id);

export const cachedReportEvents: readonly ServiceEvent[] = [{ kind: CACHED_EVENT, run: cache }];

export const cachedReportConfigurations: Resource = defineResource({
  path: CACHED,
  type: 'deviceManagementCachedReportConfiguration',
  versions: ['beta'],
  family: 'intune',
  service: REPORTING_SERVICE,
  beforeCreate,
  afterCreate: (call, { id }) => later(call, id),
  beforeUpdate(call, { id }, patch) {
    later(call, id);
    return { ...patch, status: 'notStarted' };
  },
  evidence: 'documented',
  sources: [
    'https://learn.microsoft.com/graph/api/resources/intune-reporting-devicemanagementcachedreportconfiguration',
    REPORTS_PAGE,
  ],
});

export const getCachedReport: Operation = {
  on: 'deviceManagementReports',
  name: 'getCachedReport',
  run(call, _entity, parameters) {
    const configuration = call.tenant.collection(CACHED).get(String(parameters['id'] ?? ''));
    const report = configuration && reportOfConfiguration(configuration);
    // [inferred] what isn't ready, or no more, can't be read.
    if (!configuration || !report) throw errors.intuneNotFound();
    const expires = Date.parse(String(configuration['expirationDateTime']));
    if (configuration['status'] !== 'completed' || expires <= call.tenant.clock.now) {
      throw errors.intuneBadRequest();
    }
    const { filter, select, orderBy } = configuration;
    const asked = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));
    return answerReport(call, report, { select, orderBy, ...asked, filter } as JsonObject);
  },
  evidence: 'inferred',
  sources: ['https://learn.microsoft.com/graph/api/intune-reporting-devicemanagementreports-getcachedreport'],
};
