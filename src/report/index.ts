export { type Change, type Changes, changesSince } from './changes.ts';
export { listResult, listSummary } from './list.ts';
export { REPORTERS, type Reporter } from './reporters.ts';
export { groupRequests, type RequestGroup, type RequestSummary, summarizeRequests } from './requests.ts';
export { commandLine, countResults, type RunReport } from './summary.ts';
