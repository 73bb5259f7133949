import type { Entra } from '../../src/entra/oauth/index.ts';
import { ask, ORIGIN } from './entra.ts';

/** A page as a person sees it, as far as a test asks. */
export interface Seen {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly heading: string;
  /** Where the browser was sent on to, if it was. */
  readonly location: URL | undefined;
}

/** A browser that follows nothing by itself and remembers its cookie. */
export function browserOf(entra: Entra, headers: Record<string, string> = {}) {
  let cookie: string | undefined;
  let address = '';
  let shown = '';

  async function load(url: string, form?: Record<string, string>): Promise<Seen> {
    address = url;
    const answer = await ask(entra, url, form, { headers: { ...headers, ...(cookie && { cookie }) } });
    const set = answer.headers['Set-Cookie'];
    if (set) cookie = /Max-Age=0/.test(set) ? undefined : set.split(';')[0];
    shown = answer.text;
    const location = answer.headers['Location'];
    return {
      status: answer.status,
      text: answer.text,
      headers: answer.headers,
      heading: /<h1>(.*?)<\/h1>/.exec(answer.text)?.[1] ?? '',
      location: location === undefined ? undefined : new URL(location, ORIGIN),
    };
  }

  return {
    open: (url: string) => load(url),
    /** Sends the form that has the button with that text, filled in. */
    press(text: string, fields: Record<string, string> = {}): Promise<Seen> {
      const forms = [...shown.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)].map(([, content]) => content ?? '');
      for (const content of forms) {
        const buttons = [...content.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)];
        const button = buttons.find(([, , label]) => label?.replaceAll(/<[^>]*>/g, ' ').includes(text));
        if (!button) continue;
        const inputs = [...content.matchAll(/<input([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
        const named = (attributes: string, name: string) =>
          new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
        const values = inputs
          .filter((attributes) => !attributes.includes('checkbox'))
          .flatMap((attributes) => {
            const name = named(attributes, 'name');
            return name === undefined ? [] : [[name, named(attributes, 'value') ?? ''] as const];
          });
        const own = named(button[1] ?? '', 'name');
        return load(address, {
          ...Object.fromEntries(values),
          ...fields,
          ...(own !== undefined && { [own]: named(button[1] ?? '', 'value') ?? '' }),
        });
      }
      throw new Error(`no button says "${text}" in ${shown}`);
    },
  };
}
