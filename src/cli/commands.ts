import type { Command } from 'commander';

/** A command of the program. It is loaded only when it is the one that was asked for. */
export interface CommandEntry {
  readonly name: string;
  readonly describe: string;
  /** It tells, or serves, until it is stopped: nobody waits for what it says in the end. */
  readonly endless?: true;
  /** The module's `configure` declares options and the action on a command that has name and description. */
  readonly load: () => Promise<{ configure: (command: Command) => void }>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'demo',
    describe: 'show it all: policies go in through Graph, phones enroll, a verdict comes out',
    endless: true,
    load: () => import('./demo.ts'),
  },
  {
    name: 'init',
    describe: 'begin in a project of yours: a scenario, a configuration, a script, a workflow for GitHub',
    load: () => import('./init.ts'),
  },
  {
    name: 'config',
    describe: 'show what holds here of flags, variables and the configuration, and who says so',
    load: () => import('./config.ts'),
  },
  {
    name: 'start',
    describe: 'serve a tenant over HTTPS and HTTP until you stop it',
    endless: true,
    load: () => import('./start.ts'),
  },
  {
    name: 'env',
    describe: 'print what to set for clients to attach to a server that runs',
    load: () => import('./env.ts'),
  },
  {
    name: 'exec',
    describe: 'run a command against a fresh tenant, and tell what it did there',
    load: () => import('./exec.ts'),
  },
  {
    name: 'permissions',
    describe: 'tell which permissions a run needed, and which it held',
    load: () => import('./permissions.ts'),
  },
  {
    name: 'fleet',
    describe: 'enroll many devices at once, and tell how they come out',
    load: () => import('./fleet.ts'),
  },
  {
    name: 'explain',
    describe: 'tell where a device stands, and why it gets a policy or app, or not',
    load: () => import('./explain.ts'),
  },
  {
    name: 'verify',
    describe: 'judge policies: would devices register, and be remediated?',
    load: () => import('./verify.ts'),
  },
  {
    name: 'import',
    describe: 'make a tenant file of an export, without what is private',
    load: () => import('./import.ts'),
  },
  {
    name: 'run',
    describe: 'play scenarios and check their expectations',
    load: () => import('./run.ts'),
  },
  {
    name: 'show',
    describe: 'tell scenarios message by message, with what Graph shows at each moment',
    endless: true,
    load: () => import('./show.ts'),
  },
  {
    name: 'merge-reports',
    describe: 'put the reports of several runs together',
    load: () => import('./merge-reports.ts'),
  },
];
