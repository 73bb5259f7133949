// What of a query is taken and has no effect, as far as that is known when it is compiled.
import type { QueryOptions } from '../../odata/index.ts';
import type { Resource } from '../declare/resource.ts';
import type { Ignored } from '../request/ignored.ts';

type Raw = QueryOptions['raw'];

/** How to get what an option is for, where the service doesn't heed it. */
const INSTEAD: Readonly<Record<string, string>> = {
  $filter: 'Leave it out and choose among the rows that you get.',
  $orderby: 'Leave it out and sort the rows after the last page.',
  $skip: 'Follow @odata.nextLink.',
  $top: 'Leave it out and follow @odata.nextLink.',
  $search: 'Use $filter, or search in the rows that you get.',
  $expand: 'Ask for what is related in a request of its own.',
  $count: 'Count the rows after the last page.',
};

/** An option that a set doesn't heed. */
export const optionIgnored = (option: string, { name, sources }: Resource): Ignored => ({
  what: `${option} has no effect on ${name}`,
  source: sources[sources.length - 1],
  instead: INSTEAD[option],
});

const CUSTOM_SOURCE = 'https://learn.microsoft.com/graph/query-parameters';

/** Names that are no option of OData; `@name` stands for a function's argument. */
export function customIgnored(custom: QueryOptions['custom']): Ignored[] {
  return Object.keys(custom)
    .filter((name) => !name.startsWith('@'))
    .map((name) => ({
      what: `the query option '${name}' is unknown and has no effect`,
      source: CUSTOM_SOURCE,
      instead: 'Leave it out, or look for its right spelling.',
    }));
}

/** What has no effect on a list, but would on one entity, or means something else than it seems. */
export function ignoredInLists(
  { name, selectOnly = [], countUnasked, page, family }: Resource,
  raw: Raw,
  selected: readonly string[] | undefined,
  top: number | undefined,
): Ignored[] {
  const found: Ignored[] = [];
  const unfilled = selected?.filter((each) => selectOnly.includes(each)) ?? [];
  if (unfilled.length > 0) {
    found.push({
      what: `$select: lists of ${name} leave ${unfilled.join(', ')} empty`,
      source: 'the properties’ descriptions in the metadata, and live captures',
      instead: 'GET each by its id, with $select.',
    });
  }
  if (countUnasked === 'page' && raw['$count'] !== undefined) {
    found.push({
      what: `$count has no effect on ${name}: @odata.count is there unasked, and counts the rows of the page`,
      source: 'live captures',
      instead: 'Count the rows after the last page.',
    });
  }
  if (top !== undefined && top > page.maximum && page.tooLarge === 'clamp' && family === 'intune') {
    found.push({
      what: `$top=${top} acts as $top=${page.maximum}, the most that a page of ${name} has`,
      source: 'https://learn.microsoft.com/graph/paging',
      instead: 'Follow @odata.nextLink.',
    });
  }
  return found;
}

/** [inferred] OData defines these for collections (OData 4.01, 11.2.6); that nobody refuses them here is ours. */
const OF_COLLECTIONS = ['$filter', '$orderby', '$top', '$skip', '$count', '$search'];

/** What has no effect when one entity is asked for. */
export function ignoredOfOne(raw: Raw): Ignored[] {
  return OF_COLLECTIONS.filter((option) => raw[option] !== undefined).map((option) => ({
    what: `${option} has no effect on a single entity`,
    source: 'OData 4.01, 11.2.6',
    instead: 'Leave it out, or ask for the collection.',
  }));
}

/** What has no effect on a number. */
export function ignoredInCounts(raw: Raw): Ignored[] {
  return ['$orderby', '$top', '$skip', '$select', '$expand']
    .filter((option) => raw[option] !== undefined)
    .map((option) => ({
      what: `${option} has no effect on $count`,
      source: 'OData 4.01, 11.2.10',
      instead: 'Leave it out.',
    }));
}
