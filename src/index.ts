// The public library. `docs/library.md` shows it in use.
export { type Launched, type LaunchOptions, launch } from '../server/index.ts';
export * from './browser.ts';
export { loadScenarios } from './scenario/index.ts';
