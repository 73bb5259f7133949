// What changed, as Intune's audit writes it: names with dots and capital letters, values as texts.
import type { Entity } from '../../../../tenant/index.ts';
import { graphModel, type JsonObject, type PropertyModel, type TypeModel } from '../../../model/index.ts';
import { auditName } from './audit-names.ts';

export interface AuditProperty {
  readonly displayName: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
}

/** [recorded] what stands for a property that is null. */
const NULL = '<null>';

/**
 * The properties in which two states of an entity differ; of one that was created, all that it has, with old values that are
 * null. [recorded; that a deleted one shows none is inferred]
 */
export function modifiedProperties(
  type: TypeModel | undefined,
  before: Entity | undefined,
  after: Entity | undefined,
): readonly AuditProperty[] {
  if (!type || !after) return [];
  const own = graphModel('beta').type(String(after['@odata.type'] ?? '')) ?? type;
  const found: AuditProperty[] = [];
  compare(own, '', before, after as JsonObject, found);
  return found;
}

function compare(
  type: TypeModel,
  prefix: string,
  before: JsonObject | undefined,
  after: JsonObject,
  found: AuditProperty[],
): void {
  const kind = after['@odata.type'];
  if (prefix !== '' && typeof kind === 'string' && before?.['@odata.type'] !== kind) {
    found.push(changed(`${prefix}Type`, before && auditName(String(before['@odata.type'])), auditName(kind)));
  }
  for (const property of type.structural) {
    const { name } = property;
    const [was, is] = [before?.[name], after[name]];
    if (was === is || is === undefined) continue;
    const displayName = `${prefix}${auditName(name)}`;
    if (property.kind === 'complex' && !property.collection && isObject(is)) {
      const inner = graphModel('beta').type(String(is['@odata.type'] ?? property.type));
      if (inner) compare(inner, `${displayName}.`, isObject(was) ? was : undefined, is, found);
      continue;
    }
    const [oldValue, newValue] = [before && textOf(property, was), textOf(property, is)];
    if (oldValue !== newValue) found.push(changed(displayName, oldValue, newValue));
  }
}

function changed(displayName: string, oldValue: string | undefined, newValue: string): AuditProperty {
  return { displayName, oldValue: oldValue ?? null, newValue };
}

/** [recorded] members of enumerations begin with a capital letter, as .NET writes them; so true and false [inferred]. */
function textOf({ kind, collection }: PropertyModel, value: unknown): string {
  if (value === null || value === undefined) return NULL;
  if (collection || typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return kind === 'enum' || typeof value === 'boolean' ? auditName(text) : text;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
