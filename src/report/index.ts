export { type Change, type Changes, changesSince } from './changes.ts';
export { jsonReport } from './json.ts';
export { junitReport } from './junit.ts';
export { listResult, listSummary, TRACE_ENTRIES_SHOWN } from './list.ts';
export { type RequestGroup, type RequestSummary, summarizeRequests } from './requests.ts';
export { countResults, type RunReport } from './summary.ts';
