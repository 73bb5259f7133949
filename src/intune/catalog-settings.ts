// The instances of settings in a policy of the catalog: Graph's many types of values behind one face.

type Json = Readonly<Record<string, unknown>>;

/** The values of a group, in the order in which they were written. */
export interface Group {
  /** JSON pointer inside the policy, as Graph writes it: `/settings/0/settingInstance/…`. */
  readonly pointer: string;
  readonly children: readonly Found[];
  child(id: string): Found | undefined;
}

/** A setting that a policy has. Nothing about it is taken for granted. */
export class Found {
  readonly pointer: string;
  readonly #instance: Json;

  constructor(instance: Json, pointer: string) {
    this.#instance = instance;
    this.pointer = pointer;
  }

  /** That of its definition. */
  get id(): string {
    return String(this.#instance['settingDefinitionId']);
  }

  get text(): string | undefined {
    const { value } = objectIn(this.#instance, 'simpleSettingValue');
    return typeof value === 'string' ? value : undefined;
  }

  get number(): number | undefined {
    const { value } = objectIn(this.#instance, 'simpleSettingValue');
    return typeof value === 'number' ? value : undefined;
  }

  get texts(): string[] {
    return listIn(this.#instance, 'simpleSettingCollectionValue').flatMap(({ value }) =>
      typeof value === 'string' ? [value] : [],
    );
  }

  /** Of a choice: the option's id. */
  get chosen(): string | undefined {
    const { value } = objectIn(this.#instance, 'choiceSettingValue');
    return typeof value === 'string' ? value : undefined;
  }

  /** Of a choice: the end of the option's id, which is its number or its name. */
  get option(): string | undefined {
    return this.chosen?.slice(this.chosen.lastIndexOf('_') + 1);
  }

  /** As a property list would have it. */
  get value(): string | number | boolean | readonly string[] | undefined {
    if ('simpleSettingCollectionValue' in this.#instance) return this.texts;
    const { option } = this;
    return option === 'true' || option === 'false' ? option === 'true' : (this.text ?? this.number);
  }

  /** Where the value itself stands. */
  get valuePointer(): string {
    const property = ['simpleSettingValue', 'choiceSettingValue'].find((name) => name in this.#instance);
    return property === undefined ? this.pointer : `${this.pointer}/${property}/value`;
  }

  get groups(): readonly Group[] {
    return listIn(this.#instance, 'groupSettingCollectionValue').map((value, index) => {
      const pointer = `${this.pointer}/groupSettingCollectionValue/${index}`;
      const children = childrenOf(value, pointer);
      return { pointer, children, child: (id: string) => children.find((child) => child.id === id) };
    });
  }

  /** Of a choice: the settings below the option that was chosen. */
  get chosenChildren(): readonly Found[] {
    return childrenOf(objectIn(this.#instance, 'choiceSettingValue'), `${this.pointer}/choiceSettingValue`);
  }

  /** A setting below: of a group that is there once, or of the option that was chosen. */
  child(id: string): Found | undefined {
    return this.chosenChildren.find((child) => child.id === id) ?? this.groups[0]?.child(id);
  }
}

export class CatalogReader {
  readonly #settings: readonly Json[];

  constructor(settings: unknown) {
    this.#settings = listIn({ settings }, 'settings');
  }

  /** Those of the top level. */
  get all(): readonly Found[] {
    return this.#settings.map(
      (setting, index) =>
        new Found(objectIn(setting, 'settingInstance'), `/settings/${index}/settingInstance`),
    );
  }

  find(id: string): Found | undefined {
    return this.all.find((setting) => setting.id === id);
  }
}

/**
 * The ids of all settings that have a value of their own, each once: groups have none, what is in them has.
 * @param settings as the policy keeps them
 */
export function settingsWithValues(settings: unknown): readonly string[] {
  const ids = new Set<string>();
  const visit = (instance: Json) => {
    const groups = listIn(instance, 'groupSettingCollectionValue');
    const choices = [
      objectIn(instance, 'choiceSettingValue'),
      ...listIn(instance, 'choiceSettingCollectionValue'),
    ];
    const id = instance['settingDefinitionId'];
    if (typeof id === 'string' && !('groupSettingCollectionValue' in instance)) ids.add(id);
    for (const value of [...groups, ...choices]) for (const child of listIn(value, 'children')) visit(child);
  };
  for (const setting of listIn({ settings }, 'settings')) visit(objectIn(setting, 'settingInstance'));
  return [...ids];
}

/** A setting and what a policy says for it: an option's id, a value, or several. */
export interface SettingValue {
  readonly id: string;
  readonly value: unknown;
}

/**
 * What a policy says for each setting below those of the top level that `within` accepts by their ids. Of groups that are there several
 * times nothing is told: their values belong to the groups.
 */
export function valuesOfSettings(settings: unknown, within: (id: string) => boolean): SettingValue[] {
  const found: SettingValue[] = [];
  const visit = (instance: Json) => {
    const id = String(instance['settingDefinitionId']);
    for (const property of ['simpleSettingValue', 'choiceSettingValue']) {
      if (property in instance) found.push({ id, value: objectIn(instance, property)['value'] });
    }
    for (const property of ['simpleSettingCollectionValue', 'choiceSettingCollectionValue']) {
      if (property in instance)
        found.push({ id, value: listIn(instance, property).map(({ value }) => value) });
    }
    const groups = listIn(instance, 'groupSettingCollectionValue');
    const parents = [objectIn(instance, 'choiceSettingValue'), ...(groups.length === 1 ? groups : [])];
    for (const parent of parents) for (const child of listIn(parent, 'children')) visit(child);
  };
  for (const setting of listIn({ settings }, 'settings')) {
    const instance = objectIn(setting, 'settingInstance');
    if (within(String(instance['settingDefinitionId']))) visit(instance);
  }
  return found;
}

function childrenOf(value: Json, pointer: string): readonly Found[] {
  return listIn(value, 'children').map((child, index) => new Found(child, `${pointer}/children/${index}`));
}

function objectIn(object: Json, name: string): Json {
  const inner = object[name];
  return isObject(inner) ? inner : {};
}

function listIn(object: Json, name: string): readonly Json[] {
  const inner = object[name];
  return Array.isArray(inner) ? inner.filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
