import { type Document, isNode } from 'yaml';

/** Where the value at `path` stands in a YAML text; where it is missing, the innermost thing around it that is there. */
export function offsetIn(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const items = (parent as { items?: readonly { key?: unknown }[] } | undefined)?.items;
    const pair = items?.find(
      ({ key }) => isNode(key) && (key as { value?: unknown }).value === path[length - 1],
    );
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
