// What a caller must hold for an operation: looked up by its path, written down in tables/.
import { Kept, PATHS_KEPT } from '../kept.ts';
import { deviceAppManagementRules } from './tables/device-app-management.ts';
import { deviceManagementRules } from './tables/device-management.ts';
import { directoryRules } from './tables/directory.ts';
import { userRules } from './tables/users.ts';

/** Permission names, the least privileged first; any one of them suffices. Empty: nobody of that kind may. */
export interface Scopes {
  readonly least: readonly string[];
  readonly higher: readonly string[];
}

/** What each kind of caller needs. */
export interface Requirement {
  readonly delegated: Scopes;
  readonly application: Scopes;
}

/** What of a path a rule is about. `read` and `write` stand for whatever has no rule of its own. */
export type Access = 'read' | 'write' | 'get' | 'create' | 'update' | 'delete' | 'replace';

/** Lists that many rules have in common. */
const LISTS: Readonly<Record<string, string>> = {
  '@agentUsers': 'AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy',
  '@groups':
    'Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadBasic.All',
  '@directory': 'Directory.Read.All Directory.ReadWrite.All',
};

const NOBODY: Scopes = { least: [], higher: [] };

/** Where Microsoft publishes nothing for a path nor for any above it. [inferred] */
const UNPUBLISHED: Readonly<Record<'read' | 'write', Requirement>> = {
  read: same({ least: ['Directory.Read.All'], higher: ['Directory.ReadWrite.All'] }),
  write: same({ least: ['Directory.ReadWrite.All'], higher: [] }),
};

let rules: ReadonlyMap<string, string> | undefined;
const requirements = new Kept<Requirement>(PATHS_KEPT);

/**
 * What an operation requires. `path` is without keys, as `deviceManagement/deviceConfigurations/assign`. Without a rule of
 * its own it has that of the nearest path above [inferred]: Microsoft's reference lists about a third of all paths.
 */
export function requirementFor(path: string, access: Access): Requirement {
  return requirements.take(`${path} ${access}`, () => find(path, access));
}

/** The rule for exactly this path, if there is one. */
export function ownRequirement(path: string, access: Access): Requirement | undefined {
  const text = ruleOf(path, access) ?? ruleOf(path, generalOf(access));
  return text === undefined ? undefined : readRequirement(text);
}

const generalOf = (access: Access): 'read' | 'write' =>
  access === 'read' || access === 'get' ? 'read' : 'write';

function find(path: string, access: Access): Requirement {
  const own = ownRequirement(path, access);
  if (own) return own;
  const general = generalOf(access);
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const text = ruleOf(path.slice(0, slash), general);
    if (text !== undefined) return readRequirement(text);
  }
  return UNPUBLISHED[general];
}

function ruleOf(path: string, access: Access): string | undefined {
  return allRules().get(`${path} ${access}`);
}

function allRules(): ReadonlyMap<string, string> {
  rules ??= readRules([deviceManagementRules, deviceAppManagementRules, userRules, directoryRules]);
  return rules;
}

/** Every rule that Microsoft publishes: what each of them requires. Read anew each time; for reports. */
export function* everyRequirement(): Generator<Requirement, void> {
  for (const text of allRules().values()) yield readRequirement(text);
}

/** `path access` to the rest of the line, which is read when somebody asks. */
function readRules(tables: readonly string[]): ReadonlyMap<string, string> {
  const read = new Map<string, string>();
  for (const line of tables.join('').split('\n')) {
    const [path, access] = line.split(' ', 2);
    if (path && access) read.set(`${path} ${access}`, line.slice(path.length + access.length + 2));
  }
  return read;
}

function readRequirement(text: string): Requirement {
  const [delegated = '', application = delegated] = text.split(' | ');
  return { delegated: readScopes(delegated), application: readScopes(application) };
}

function readScopes(text: string): Scopes {
  if (text === '-') return NOBODY;
  const [least = '', higher = ''] = text.startsWith('< ') ? ['', text.slice(2)] : text.split(' < ');
  return { least: readNames(least), higher: readNames(higher) };
}

/** What holds for whoever has a token at all. */
export const ANYBODY = '*';

function readNames(text: string): readonly string[] {
  return text
    .split(' ')
    .flatMap((name) => LISTS[name]?.split(' ') ?? name)
    .filter(Boolean)
    .map((name) => (name.startsWith('~') ? `DeviceManagement${name.slice(1)}.All` : name));
}

function same(scopes: Scopes): Requirement {
  return { delegated: scopes, application: scopes };
}
