export { jsonReport } from './json.ts';
export { junitReport } from './junit.ts';
export { listResult, listSummary, TRACE_ENTRIES_SHOWN } from './list.ts';
export { countResults, type RunReport } from './summary.ts';
