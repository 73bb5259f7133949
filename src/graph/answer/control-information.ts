// How much control information an answer has besides its data: `Accept: application/json;odata.metadata=full`.
// Answers are made with the usual amount; who asks for another one has them taken apart and written anew.

import type { GraphModel, PropertyModel, TypeModel } from '../model/index.ts';
import { canonicalPath, type Route } from '../request/route.ts';
import type { GraphResponse } from '../types.ts';
import type { VersionState } from '../version.ts';
import { placeOf, type Reading } from './read.ts';

type Json = Record<string, unknown>;

/** What a client asks for beyond JSON. [documented] OData JSON Format 4.0, 3.1 and 3.2 */
interface Format {
  readonly amount: 'minimal' | 'full' | 'none';
  /** Whether large numbers are written as text. */
  readonly asText: boolean;
}

/** [recorded] martin-machacek.com, "Format parameters": Graph takes both parameters and tells what it took. */
function formatIn(accept: string): Format {
  const amount = /;\s*odata\.metadata=(full|none)\b/i.exec(accept)?.[1]?.toLowerCase() as 'full' | 'none';
  return { amount: amount ?? 'minimal', asText: /;\s*IEEE754Compatible=true\b/i.test(accept) };
}

/** The answer as `accept` wants it. */
export function formatted(
  response: GraphResponse,
  accept: string | undefined,
  reading: Reading,
): GraphResponse {
  const { body, headers } = response;
  const type = headers['Content-Type'];
  if (!accept?.includes(';') || body === undefined || !type?.includes('odata.metadata=')) return response;
  const format = formatIn(accept);
  if (format.amount === 'minimal' && !format.asText) return response;
  const value = JSON.parse(body) as Json;
  const named = type
    .replace('odata.metadata=minimal', `odata.metadata=${format.amount}`)
    .replace('IEEE754Compatible=false', `IEEE754Compatible=${format.asText}`);
  const told = new Writer(reading, format).root(value);
  return {
    ...response,
    headers: { ...headers, 'Content-Type': named },
    body: JSON.stringify(format.amount === 'none' ? bare(told) : told),
  };
}

/** [documented] OData JSON Format 4.0, 3.1.3; that the delta link stays follows from what it is for. */
const KEPT = /@odata\.(?:nextLink|count|deltaLink)$/;

/** Without control information. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name]) => !name.includes('@odata.') || KEPT.test(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, bare(each)]));
}

/** JSON says these by itself. [documented] OData JSON Format 4.0, 4.5.3 */
const SELF_EVIDENT = new Set(['Edm.String', 'Edm.Boolean', 'Edm.Int32', 'Edm.Double']);
const LARGE = new Set(['Edm.Int64', 'Edm.Decimal']);

/**
 * Tells everything: types, ids, where to read and change an entity, what it leads to and what can be done to it.
 * [recorded] SkipToTheEndpoint/OpenIntuneBaseline (exports of policies, filters and conditional access),
 * hashicorp/go-azure-sdk (odata_test.go), msgraph-metadata#330, terraform-provider-azuread#588.
 */
class Writer {
  readonly #reading: Reading;
  readonly #state: VersionState;
  readonly #model: GraphModel;
  readonly #full: boolean;
  readonly #asText: boolean;
  readonly #selected: boolean;

  constructor(reading: Reading, { amount, asText }: Format) {
    this.#reading = reading;
    this.#state = reading.state;
    this.#model = reading.state.model;
    this.#full = amount === 'full';
    this.#asText = asText;
    this.#selected = reading.call.option('$select') !== undefined;
  }

  root(value: Json): Json {
    const { route, type } = this.#reading;
    const { tail } = route;
    if (tail.kind === 'operation') {
      const { returns } = tail.operation.signature;
      const model = returns && this.#model.type(returns.type);
      return model && model.kind !== 'enum' ? this.#rows(value, model, undefined) : value;
    }
    if (tail.kind === 'property') return value;
    return this.#rows(value, type, this.#place(route));
  }

  /** Where the entities of an answer live, without their own keys. */
  #place(route: Route): string {
    const { node, key } = route.steps.at(-1) as Route['steps'][number];
    return key !== undefined || node.resource.singleton ? canonicalPath(route, true) : placeOf(this.#reading);
  }

  #rows(value: Json, type: TypeModel, place: string | undefined): Json {
    if (!Array.isArray(value['value'])) {
      const { node, key } = this.#reading.route.steps.at(-1) as Route['steps'][number];
      const single = key !== undefined || node.resource.singleton;
      return this.#object(value, type, single || place === undefined ? place : `${place}${keyOf(value)}`);
    }
    const rows = value['value'].map((row: Json) =>
      this.#object(row, type, place === undefined ? undefined : `${place}${keyOf(row)}`),
    );
    return { ...value, value: rows };
  }

  /** An entity at a place, or a complex value, which may be at one. */
  #object(value: Json, declared: TypeModel, place: string | undefined): Json {
    const told = value['@odata.type'];
    const type = (typeof told === 'string' ? this.#model.type(told) : undefined) ?? declared;
    const isEntity = type.kind === 'entity';
    const at = place === undefined || type === declared || !isEntity ? place : `${place}/${type.name}`;
    const written: Json = {};
    for (const name in value) if (name.startsWith('@') && name !== '@odata.type') written[name] = value[name];
    if (this.#full) {
      written['@odata.type'] = `#${type.name}`;
      if (isEntity && place !== undefined)
        Object.assign(written, { '@odata.id': place, '@odata.editLink': at });
    } else if (told !== undefined) written['@odata.type'] = told;
    for (const name in value) {
      const property = type.properties.get(name);
      if (property?.navigation || name.includes('@')) continue;
      this.#property(written, name, value[name], property, at);
    }
    for (const property of type.navigation) this.#navigation(written, value, property, place, at);
    if (this.#full && isEntity && place !== undefined && !this.#selected)
      this.#operations(written, type, place);
    return written;
  }

  #property(
    written: Json,
    name: string,
    value: unknown,
    property: PropertyModel | undefined,
    at: string | undefined,
  ): void {
    if (!property || value === null) {
      written[name] = value;
      return;
    }
    const { type, kind, collection } = property;
    if (this.#full && (collection || (kind !== 'complex' && !SELF_EVIDENT.has(type)))) {
      const local = type.replace(/^Edm\./, '');
      written[`${name}@odata.type`] = collection ? `#Collection(${local})` : `#${local}`;
    }
    const model = kind === 'complex' ? this.#model.type(type) : undefined;
    const one = (each: unknown, place?: string): unknown => {
      if (model && each !== null && typeof each === 'object') return this.#object(each as Json, model, place);
      return this.#asText && LARGE.has(type) && typeof each === 'number' ? String(each) : each;
    };
    const place = at === undefined ? undefined : `${at}/${name}`;
    written[name] = Array.isArray(value) ? value.map((each) => one(each)) : one(value, place);
  }

  #navigation(
    written: Json,
    value: Json,
    { name, type }: PropertyModel,
    place: string | undefined,
    at: string | undefined,
  ): void {
    const expanded = value[name];
    if (expanded === undefined && this.#selected) return;
    for (const each in value) if (each.startsWith(`${name}@`)) written[each] = value[each];
    if (this.#full && at !== undefined) {
      const link = `${this.#reading.base}/${at}/${name}`;
      written[`${name}@odata.associationLink`] = `${link}/$ref`;
      written[`${name}@odata.navigationLink`] = link;
    }
    if (expanded === undefined) return;
    const model = this.#model.type(type);
    const below = place === undefined ? undefined : `${place}/${name}`;
    const one = (each: unknown, where: string | undefined) =>
      model && each !== null && typeof each === 'object' ? this.#object(each as Json, model, where) : each;
    written[name] = Array.isArray(expanded)
      ? expanded.map((each) => one(each, below && `${below}${keyOf(each as Json)}`))
      : one(expanded, below);
  }

  /** An operation of several signatures is told as a list. The parameters of functions are inferred from Microsoft.OData.Core. */
  #operations(written: Json, type: TypeModel, place: string): void {
    const named = new Map<string, { title: string; target: string }[]>();
    for (const { signature } of this.#state.registry.operations.of(type)) {
      if (signature.bound !== 'entity') continue;
      const title = `microsoft.graph.${signature.name}`;
      const on = `microsoft.graph.${signature.on}`;
      const names = signature.parameters.map((each) => `${each.name}=@${each.name}`);
      const given = signature.kind === 'function' && names.length > 0 ? `(${names.join(',')})` : '';
      const cast = on === type.name ? '' : `/${on}`;
      const target = `${this.#reading.base}/${place}${cast}/${title}${given}`;
      named.set(title, [...(named.get(title) ?? []), { title, target }]);
    }
    for (const [title, all] of named) written[`#${title}`] = all.length === 1 ? all[0] : all;
  }
}

function keyOf({ id }: Json): string {
  return `('${String(id).replaceAll("'", "''")}')`;
}
