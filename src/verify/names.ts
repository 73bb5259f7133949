import { type Entity, SERVICES, type Tenant } from '../tenant/index.ts';
import { isObject, type JsonObject } from './recognise.ts';

const BY = SERVICES.seed;
/** So that no id is taken for a name. */
const PREFIX = 'named ';

/**
 * The groups and filters that assignments name. Some backups know them by name instead of id: `groupName` with
 * `groupType` and `membershipRule`, and the name in place of the filter's id (almenscorner/IntuneCD, BaseGraphModule);
 * others give both: `groupDisplayName` (microsoft/Microsoft365DSC). What was not exported itself is made up.
 */
export class Names {
  readonly #tenant: Tenant;
  /** Names of groups by id, of a list that was exported apart. */
  readonly #known: ReadonlyMap<string, string>;
  #groups: Map<string, string> | undefined;
  #filters: Map<string, string> | undefined;

  /** To be asked when the tenant has all groups and filters that were exported. */
  constructor(tenant: Tenant, known: ReadonlyMap<string, string>) {
    this.#tenant = tenant;
    this.#known = known;
  }

  /** The id of the group that a target is about; undefined when it names none. */
  groupOf(target: JsonObject): string | undefined {
    const groups = this.#tenant.collection('groups');
    this.#groups ??= idsByName(groups);
    const name = textOf(target['groupName']) ?? textOf(target['groupDisplayName']);
    const plain = name?.toLowerCase();
    const id =
      textOf(target['groupId'])?.toLowerCase() ?? (plain && (this.#groups.get(plain) ?? `${PREFIX}${plain}`));
    if (id === undefined || id === '') return undefined;
    if (!groups.get(id)) {
      const displayName = name ?? this.#known.get(id) ?? id;
      const rule = textOf(target['membershipRule']);
      const dynamic = rule && { groupTypes: ['DynamicMembership'], membershipRule: rule };
      groups.insert({ id, displayName, ...dynamic }, BY);
      this.#groups.set(displayName.toLowerCase(), id);
    }
    return id;
  }

  /** The id of the filter that an assignment gives by id or name. */
  filterOf(written: string): string {
    const filters = this.#tenant.collection('deviceManagement/assignmentFilters');
    this.#filters ??= idsByName(filters);
    const plain = written.toLowerCase();
    return filters.get(plain) ? plain : (this.#filters.get(plain) ?? written);
  }
}

/** Of two with one name, the first. */
function idsByName(entities: Iterable<Entity>): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id, displayName } of entities) {
    const name = String(displayName).toLowerCase();
    if (!ids.has(name)) ids.set(name, id);
  }
  return ids;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** IntuneManagement's `MigrationTable.json`: the names of the groups that the exported assignments are about. */
export function migrationTable(value: JsonObject): ReadonlyMap<string, string> | undefined {
  const { Objects: objects } = value;
  if (!Array.isArray(objects) || !Object.hasOwn(value, 'TenantId')) return undefined;
  return new Map(
    objects.flatMap((entry: unknown): [string, string][] =>
      isObject(entry) && entry['Type'] === 'Group' && textOf(entry['Id']) && textOf(entry['DisplayName'])
        ? [[String(entry['Id']).toLowerCase(), String(entry['DisplayName'])]]
        : [],
    ),
  );
}
