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

  constructor(tenant: Tenant, known: ReadonlyMap<string, string>) {
    this.#tenant = tenant;
    this.#known = known;
  }

  /** The id of the group that a target is about; undefined when it names none. */
  groupOf(target: JsonObject): string | undefined {
    const name = textOf(target['groupName']) ?? textOf(target['groupDisplayName']);
    const id = textOf(target['groupId'])?.toLowerCase() ?? (name && this.#groupCalled(name));
    if (id === undefined) return undefined;
    const groups = this.#tenant.collection('groups');
    if (!groups.get(id)) {
      const rule = textOf(target['membershipRule']);
      groups.insert(
        {
          id,
          displayName: name ?? this.#known.get(id) ?? id,
          ...(rule && { groupTypes: ['DynamicMembership'], membershipRule: rule }),
        },
        BY,
      );
    }
    return id;
  }

  /** The id of the filter that an assignment gives by id or name. */
  filterOf(written: string): string {
    const filters = this.#tenant.collection('deviceManagement/assignmentFilters');
    if (filters.get(written.toLowerCase())) return written.toLowerCase();
    return called(filters, written)?.id ?? written;
  }

  #groupCalled(name: string): string {
    return called(this.#tenant.collection('groups'), name)?.id ?? `${PREFIX}${name.toLowerCase()}`;
  }
}

function called<E extends Entity>(entities: Iterable<E>, name: string): E | undefined {
  const wanted = name.toLowerCase();
  for (const entity of entities) {
    if (String(entity['displayName']).toLowerCase() === wanted) return entity;
  }
  return undefined;
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
