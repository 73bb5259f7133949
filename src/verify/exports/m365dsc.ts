import { isObject, type JsonObject } from '../recognise.ts';

/** An object in Graph's form, and where its parts stand in the form that it was written in. */
export interface Translated {
  readonly value: JsonObject;
  /** From pointers in the value to pointers in what was written. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * The resources of Microsoft365DSC that have a part in JIT registration, by lower-case name. Source: microsoft/Microsoft365DSC,
 * DSCResources/MSFT_<name>.
 */
const TYPES: Readonly<Record<string, string>> = {
  intunedevicefeaturesconfigurationpolicyios: '#microsoft.graph.iosDeviceFeaturesConfiguration',
  intunedevicecompliancepolicyios: '#microsoft.graph.iosCompliancePolicy',
  intunedeviceandappmanagementassignmentfilter: '#microsoft.graph.deviceAndAppManagementAssignmentFilter',
  aadgroup: '#microsoft.graph.group',
};

/** What Graph calls otherwise. */
const NAMES: Readonly<Record<string, string>> = { dataType: '@odata.type', identity: 'id' };

/** Present in Graph as one object, kept there as a list of one. */
const SINGLE: readonly string[] = ['iosSingleSignOnExtension'];

/** Of the resource and of the description language, not of the policy. */
const FOREIGN: readonly string[] = ['CIMInstance', 'ResourceName', 'ResourceInstanceName', 'ResourceId'];

export function isM365DscResource(value: JsonObject): boolean {
  return typeof value['ResourceName'] === 'string' && typeof value['ResourceInstanceName'] === 'string';
}

/**
 * A resource as `New-M365DSCReportFromConfiguration -Type JSON` writes it, in Graph's form. Undefined when it has no part
 * in JIT registration, or says that the policy shall not exist.
 */
export function fromM365Dsc(resource: JsonObject): Translated | undefined {
  const type = TYPES[String(resource['ResourceName']).toLowerCase()];
  if (type === undefined || resource['Ensure'] === 'Absent') return undefined;
  const places = new Map<string, string>();
  const value = translate(resource, '', '', places) as Record<string, unknown>;
  const { assignments, ...rest } = value;
  return {
    value: {
      '@odata.type': type,
      ...rest,
      // The export leaves out assignments where there are none, and never otherwise.
      assignments: listOf(assignments).map(assignmentOf),
    },
    places,
  };
}

/** Graph's names begin in lower case, those of resources in either. */
function translate(value: unknown, from: string, to: string, places: Map<string, string>): unknown {
  places.set(to, from);
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      translate(element, `${from}/${index}`, `${to}/${index}`, places),
    );
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([name]) => !FOREIGN.includes(name))
    .map(([name, content]) => {
      const plain = name.charAt(0).toLowerCase() + name.slice(1);
      const renamed = NAMES[plain] ?? plain;
      const [inner, step] =
        SINGLE.includes(renamed) && Array.isArray(content) ? [content[0] as unknown, '/0'] : [content, ''];
      return [renamed, translate(inner, `${from}/${name}${step}`, `${to}/${renamed}`, places)];
    });
  return pairOf(Object.fromEntries(entries));
}

/** Values of pairs are texts in the resource, whatever their type (MSFT_keyTypedValuePair). */
function pairOf(value: JsonObject): JsonObject {
  const { key, value: written } = value;
  if (typeof key !== 'string' || typeof written !== 'string') return value;
  const type = String(value['@odata.type']);
  if (/key(Integer|Real)ValuePair$/.test(type) && written.trim() !== '' && Number.isFinite(Number(written))) {
    return { ...value, value: Number(written) };
  }
  if (/keyBooleanValuePair$/.test(type) && /^(true|false)$/i.test(written)) {
    return { ...value, value: written.toLowerCase() === 'true' };
  }
  return value;
}

function assignmentOf(written: unknown): unknown {
  if (!isObject(written)) return written;
  const { intent, ...target } = written;
  return { ...(intent !== undefined && { intent }), target };
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
