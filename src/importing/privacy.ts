import { en, Faker, generateMersenne53Randomizer } from '@faker-js/faker';
import { isObject, type JsonObject } from '../verify/recognise.ts';

/** Domains that say nothing about whose tenant it is. */
const NOBODYS =
  /(?:^|\.)(?:microsoft|office|outlook|live|apple|icloud|example|google|windows)\.(?:com|net|org)$/i;
const ADDRESS = /[\w.+'-]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const SECRET = /password|passphrase|secret|sharedkey|preshared|privatekey|pfx|apikey|challenge|credential/i;
/** Such a name says something about a secret, and its value is none. */
const ABOUT_SECRETS = /(?:type|kind|level|policy|method|mode|source|usage|id|name)$/i;
/** What names the value of a pair, and what its value is called: of custom settings, of an app's configuration. */
const PAIR_NAMES = ['key', 'name', 'appConfigKey'];
const PAIR_VALUES = new Set(['value', 'appConfigKeyValue']);
/** Whole files that an administrator uploaded, with whatever is in them. */
const FILES = new Set(['payload', 'trustedRootCertificate', 'encodedSettingXml', 'value']);
const FILE_TYPES = /custom|certificate|omaSetting/i;
const PHONE = /phoneNumber$/i;
/** In place of a telephone number: one of those that Ofcom gives to nobody. */
export const NO_PHONE = '+44 113 496 0100';
/** In place of a secret. */
export const NO_SECRET = 'replaced-on-import';
export const NO_FILE = 'cmVwbGFjZWQtb24taW1wb3J0';

const isSecret = (name: unknown) =>
  typeof name === 'string' && SECRET.test(name) && !ABOUT_SECRETS.test(name);

/** Replaces what says whose tenant something comes from: ids, people, domains, secrets. The same thing becomes the same thing. */
export class Privacy {
  readonly #ids: ReadonlyMap<string, string>;
  readonly #domain: string;
  readonly #faker: Faker;
  readonly #people = new Map<string, string>();
  /** How each domain is found in a text. */
  readonly #domains = new Map<string, RegExp>();
  secrets = 0;
  files = 0;

  /**
   * @param ids old ids, in lower case, and new ones
   * @param domain whose addresses people get
   * @param seed same seed, same people
   */
  constructor(ids: ReadonlyMap<string, string>, domain: string, seed: number) {
    this.#ids = ids;
    this.#domain = domain;
    this.#faker = new Faker({ locale: en, randomizer: generateMersenne53Randomizer(seed) });
  }

  /** How many people were replaced. */
  get people(): number {
    return this.#people.size;
  }

  /** Learns the domains that occur in addresses, so that they are replaced in other texts too. */
  learn(value: unknown): void {
    if (typeof value === 'string') {
      for (const [, domain = ''] of value.matchAll(ADDRESS)) {
        const plain = domain.toLowerCase();
        if (!NOBODYS.test(plain) && !this.#domains.has(plain))
          this.#domains.set(plain, new RegExp(`\\b${plain.replaceAll('.', '\\.')}\\b`, 'gi'));
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value)) this.learn(each);
    }
  }

  /** A value without what is private. */
  replaced(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.replaced(each));
    if (isObject(value)) return this.#object(value);
    return typeof value === 'string' ? this.text(value) : value;
  }

  #object(value: JsonObject): JsonObject {
    const holdsFile = FILE_TYPES.test(String(value['@odata.type'] ?? ''));
    // `{ key: 'Password', value: '…' }`
    const pairIsSecret = PAIR_NAMES.some((name) => isSecret(value[name]));
    return Object.fromEntries(
      Object.entries(value).map(([name, content]) => {
        if (name.startsWith('@')) return [name, content];
        if (isSecret(name) || (pairIsSecret && PAIR_VALUES.has(name))) return [name, this.#hidden(content)];
        if (PHONE.test(name) && typeof content === 'string' && content !== '') return [name, NO_PHONE];
        if (holdsFile && FILES.has(name) && typeof content === 'string' && content !== '') {
          this.files += 1;
          return [name, NO_FILE];
        }
        // An object that the export knows by its name only was given an id that is no GUID.
        const own = /id$/i.test(name) ? this.#ids.get(String(content).toLowerCase()) : undefined;
        return [name, own ?? this.replaced(content)];
      }),
    );
  }

  /** What a secret's name stands for, without its texts. Whether there is one, or has to be, is none. */
  #hidden(content: unknown): unknown {
    if (Array.isArray(content)) return content.map((each) => this.#hidden(each));
    if (typeof content !== 'string' || content === '') return this.replaced(content);
    this.secrets += 1;
    return NO_SECRET;
  }

  text(text: string): string {
    // `{{userprincipalname}}` and the like are no person.
    const withoutPeople = text.replace(ADDRESS, (address, domain: string) =>
      NOBODYS.test(domain) ? address : this.#person(address),
    );
    const withoutIds = withoutPeople.replace(ID, (id) => this.#ids.get(id.toLowerCase()) ?? id);
    return [...this.#domains.values()].reduce(
      (result, domain) => result.replace(domain, this.#domain),
      withoutIds,
    );
  }

  #person(address: string): string {
    const known = this.#people.get(address.toLowerCase());
    if (known !== undefined) return known;
    const name = `${this.#faker.person.firstName()}.${this.#faker.person.lastName()}`.toLowerCase();
    const made = `${name.replace(/[^a-z.]/g, '')}.${this.#people.size + 1}@${this.#domain}`;
    this.#people.set(address.toLowerCase(), made);
    return made;
  }
}
