// Exports of reports: somebody asks for one, the service makes a file, and says where it can be downloaded.
import { HOUR, SECOND, toIso } from '../../../clock/index.ts';
import { type Entity, SERVICES, type Tenant } from '../../../tenant/index.ts';
import { defineResource, type Resource, type ServiceEvent } from '../../declare/resource.ts';
import * as errors from '../../errors.ts';
import type { Knowledge } from '../../knowledge.ts';
import type { JsonObject } from '../../model/index.ts';
import { bytesToBase64 } from '../../request/base64.ts';
import type { Call } from '../../request/call.ts';
import { now } from '../../request/call.ts';
import { CACHED } from './cached-reports.ts';
import { REPORTS_PAGE, type Report, reportNamed } from './catalog.ts';
import { packReport } from './export-file.ts';
import { inventoryColumns } from './inventory-columns.ts';
import { ReportFilterError, readReportFilter } from './report-filter.ts';
import { columnOf, type Localization, matching, type Shown, shown } from './report-query.ts';
import { REPORTING_SERVICE } from './reporting-service.ts';

export const JOBS = 'deviceManagement/reports/exportJobs';
/** The files by their job's id; the tenant keeps the latest only (`EXPORT_FILES_KEPT`). */
export const FILES = 'tenantless/exportFiles';
/** Where downloads are, below the origin that the client used. */
export const DOWNLOAD_PATH = '/storage/reports/';

/** [recorded] an export takes about twenty seconds; when it begins is inferred. */
export const EXPORT_STARTS = 5 * SECOND;
export const EXPORT_TAKES = 20 * SECOND;
/** [documented] in the page's example: from when it is done. */
export const DOWNLOAD_LIFETIME = 6 * HOUR;
const NEVER = '0001-01-01T00:00:00Z';

/** The clock's events; the subject is the job's id. */
const STARTED = 'reportExportStarted';
const DONE = 'reportExportDone';

/** [recorded] what the service knows and refuses all the same: graph2otel (it is on Microsoft's page), memdocs#2823 (it was). */
const NOT_EXPORTED = new Set(['DeviceEnrollmentFailures', 'DiscoveredAppsRawData']);

/** [recorded] memdocs#2823 for a name that the service knows, graph2otel for one that it doesn't. */
const notSupported = (name: string) =>
  errors.intuneBadRequest(`PostExportJobAsync not supported for reportType ${name}`);
/** [recorded] */
const filterMissing = () =>
  errors.intuneBadRequest('required filters are not set, restriction filter needed');

/** Throws the service's refusal. [recorded] that columns it doesn't know are refused; the answer explains nothing [inferred]. */
function checkJob({ tenant, note }: Call, draft: JsonObject): void {
  const name = String(draft['reportName'] ?? '');
  if (NOT_EXPORTED.has(name)) throw notSupported(name);
  const report = reportNamed(name);
  if (!report) throw notSupported('Unknown');
  // [documented] its page asks for one; [inferred] that nothing comes of it: no page says that any report is to be had so.
  if (draft['format'] === 'pdf') {
    note({ what: 'no report comes as PDF: the job will fail', instead: 'Ask for csv or json.' });
  }
  for (const column of selectedOf(draft)) if (!columnOf(report, column)) throw errors.intuneBadRequest();
  const cached = configurationOf(tenant, draft);
  // [documented] what is cached was filtered and ordered before.
  if (cached && (draft['filter'] || draft['select'])) throw errors.intuneBadRequest();
  try {
    const { wanted } = filterOf(report, cached ?? draft);
    if (report.required !== undefined && wanted(report.required) === undefined) throw filterMissing();
  } catch (error) {
    throw error instanceof ReportFilterError ? errors.intuneBadRequest() : error;
  }
}

/** [documented] the cached report that an export is to be of. */
const configurationOf = (tenant: Tenant, { snapshotId }: JsonObject | Entity) =>
  typeof snapshotId === 'string' ? tenant.collection(CACHED).get(snapshotId) : undefined;

const selectedOf = ({ select }: JsonObject | Entity) => (select ?? []) as readonly string[];

function filterOf(report: Report, { filter }: JsonObject | Entity) {
  return readReportFilter(String(filter ?? ''), report.filters);
}

function beforeCreate(call: Call, draft: JsonObject): JsonObject {
  checkJob(call, draft);
  return {
    format: 'csv',
    localizationType: 'localizedValuesAsAdditionalColumn',
    ...draft,
    id: `${draft['reportName']}_${call.tenant.random.guid()}`,
    status: 'notStarted',
    url: null,
    requestDateTime: now(call),
    expirationDateTime: NEVER,
    $origin: call.origin,
  };
}

function afterCreate({ tenant }: Call, { id }: Entity): void {
  tenant.clock.schedule(tenant.clock.now + EXPORT_STARTS, STARTED, id);
  tenant.clock.schedule(tenant.clock.now + EXPORT_TAKES, DONE, id);
}

/** [documented] two reports don't heed how they are to be localized, and one renames its columns. */
function columnsOf(report: Report, job: Entity): readonly Shown[] {
  const selected = selectedOf(job).flatMap((name) => columnOf(report, name) ?? []);
  if (report.name === 'DevicesWithInventory') return inventoryColumns(report, selected);
  const columns = selected.length > 0 ? selected : report.columns;
  const replaced = job['localizationType'] === 'replaceLocalizableValues';
  const localization: Localization = report.name === 'Devices' ? 'numbers' : replaced ? 'replaced' : 'both';
  return shown(columns, localization);
}

function start(tenant: Tenant, id: string): void {
  const jobs = tenant.collection(JOBS);
  if (jobs.get(id)) jobs.update(id, { status: 'inProgress' }, SERVICES.intune);
}

/** The file of how things stand now; nothing where the job was changed into one that can't be done. */
function fileOf(tenant: Tenant, job: Entity, knowledge: Knowledge): Uint8Array | undefined {
  const report = reportNamed(String(job['reportName']));
  if (!report || job['format'] === 'pdf') return undefined;
  const { filter, select = null } = configurationOf(tenant, job) ?? job;
  try {
    return packReport({
      name: job.id,
      format: job['format'] === 'json' ? 'json' : 'csv',
      columns: columnsOf(report, { ...job, select }),
      rows: matching({ tenant, ...knowledge }, report, {
        filter: filterOf(report, { filter }),
        search: String(job['search'] ?? ''),
      }),
      at: tenant.clock.now,
    });
  } catch (error) {
    if (error instanceof ReportFilterError) return undefined;
    throw error;
  }
}

function finish(tenant: Tenant, id: string, knowledge: Knowledge): void {
  const jobs = tenant.collection(JOBS);
  const job = jobs.get(id);
  if (!job) return;
  const bytes = fileOf(tenant, job, knowledge);
  if (!bytes) {
    jobs.update(id, { status: 'failed' }, SERVICES.intune);
    return;
  }
  tenant.collection(FILES).insert({ id, content: bytesToBase64(bytes) }, SERVICES.intune);
  const key = tenant.random.guid();
  const expires = toIso(tenant.clock.now + DOWNLOAD_LIFETIME);
  const rights = `sv=2019-02-02&sr=b&sig=${key}&se=${encodeURIComponent(expires)}&sp=r`;
  const url = `${job['$origin']}${DOWNLOAD_PATH}${id}.zip?${rights}`;
  jobs.update(id, { status: 'completed', url, expirationDateTime: expires, $key: key }, SERVICES.intune);
}

export const exportEvents: readonly ServiceEvent[] = [
  { kind: STARTED, run: start },
  { kind: DONE, run: finish },
];

export const exportJobs: Resource = defineResource({
  path: JOBS,
  type: 'deviceManagementExportJob',
  family: 'intune',
  service: REPORTING_SERVICE,
  // [recorded] there is no list: microsoft-graph-docs#20380.
  verbs: ['get', 'create', 'update', 'delete'],
  beforeCreate,
  afterCreate,
  afterDelete({ tenant }, { id }) {
    if (tenant.collection(FILES).get(id)) tenant.collection(FILES).remove(id, SERVICES.intune);
  },
  evidence: 'recorded',
  sources: [
    'https://learn.microsoft.com/intune/intune-service/fundamentals/reports-export-graph-apis',
    REPORTS_PAGE,
    'https://github.com/microsoftgraph/microsoft-graph-docs/issues/20380',
    'https://github.com/MicrosoftDocs/memdocs/issues/2823',
    'https://github.com/rknightion/graph2otel',
  ],
});
