// What somebody is likely to have meant whose body was refused. The service doesn't say so; we do, where we list requests.
import { closest } from '../../input/index.ts';
import { type GraphModel, type GraphVersion, graphModel, type ValidationIssue } from '../model/index.ts';
import { versionNamed } from './path.ts';

/** A sentence or two about a refused body; undefined where nothing is to be added to what the service says. */
export function hintOf(issue: ValidationIssue, url: string): string | undefined {
  const version: GraphVersion = versionNamed(url.split('/')[1] ?? '') ?? 'v1.0';
  const model = graphModel(version);
  switch (issue.kind) {
    case 'unknownProperty': {
      const { property, typeName } = issue;
      if (version === 'v1.0' && graphModel('beta').type(typeName)?.properties.has(property))
        return `It is in beta only: ask for /beta${pathOf(url)}.`;
      return didYouMean(closest(property, [...(model.type(typeName)?.properties.keys() ?? [])]));
    }
    case 'unresolvedType': {
      if (version === 'v1.0' && graphModel('beta').type(issue.type))
        return `It is in beta only: ask for /beta${pathOf(url)}.`;
      const like = closest(issue.type, namesOf(model, 'microsoft.graph.entity'));
      return didYouMean(like && `#${like}`);
    }
    case 'abstractType': {
      const concrete = namesOf(model, issue.type).filter((name) => !model.type(name)?.abstract);
      const example = concrete.find((name) => name.startsWith('microsoft.graph.ios')) ?? concrete[0];
      return example && `Say in @odata.type which one it is, such as #${example}.`;
    }
    case 'unknownEnumMember': {
      const members = model.type(issue.type)?.members ?? [];
      return didYouMean(closest(issue.value, members)) ?? `It is one of ${members.join(', ')}.`;
    }
    default:
      return undefined;
  }
}

const namesOf = (model: GraphModel, type: string) =>
  (model.type(type)?.derived() ?? []).map(({ name }) => name);

const didYouMean = (what: string | undefined) => what && `Did you mean ${what}?`;

/** The path below the version, without query. */
const pathOf = (url: string) => (url.split('?')[0] ?? '').replace(/^\/[^/]*/, '');
