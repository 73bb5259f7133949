// Reads a `microsoft-graph.d.ts` of the typings packages into plain declarations. Nothing is interpreted here but the
// spelling of names: the typings capitalise what the service's schema writes in camel case.
import ts from 'typescript';

/** A property as the typings declare it. */
export interface DeclaredProperty {
  name: string;
  /** `string`, `number`, `boolean`, `any`, or a type's name without `microsoft.graph.`. */
  type: string;
  collection: boolean;
  nullable: boolean;
  /** The comment above it, on one line. */
  comment: string;
}

/** An interface as the typings declare it; names without `microsoft.graph.`. */
interface DeclaredType {
  name: string;
  base?: string;
  comment: string;
  properties: DeclaredProperty[];
}

/** What one version of the typings declares. */
export interface Typings {
  types: Map<string, DeclaredType>;
  /** Enum name to member names, in declaration order. */
  enums: Map<string, string[]>;
}

// The names in the schema that do start with a capital (inferred for all others: none does).
const capitalised = new Set(['Dictionary', 'Json', 'MembershipRuleProcessingStatusDetails']);

function graphName(name: string): string {
  return capitalised.has(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

function graphNamespace(name: string): string {
  // A namespace with the name of a type has a suffix in the typings: `SecurityNamespace` is `microsoft.graph.security`.
  return name
    .split('.')
    .map((part) => graphName(part.replace(/Namespace$/, '')))
    .join('.');
}

function qualified(namespace: string, name: string): string {
  return namespace === '' ? graphName(name) : `${namespace}.${graphName(name)}`;
}

function commentOf(node: ts.Node, source: ts.SourceFile): string {
  const text = source.text;
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const comment = ranges
    .map((range) => text.slice(range.pos, range.end))
    .filter((line) => !line.includes('tslint:'))
    .join(' ');
  return comment
    .replace(/\*\/$/, '')
    .replace(/^\/\*\*?|^\/\/|\n\s*\*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Parses the text of a `microsoft-graph.d.ts`. Throws when it holds a form of declaration that it doesn't know. */
export function parseTypings(fileName: string, text: string): Typings {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2023, false);
  const typings: Typings = { types: new Map(), enums: new Map() };

  const unknown = (node: ts.Node, what: string): never => {
    const { line } = source.getLineAndCharacterOfPosition(node.pos);
    throw new Error(`${fileName}:${line + 1}: ${what} of a form that the generator does not know`);
  };

  const entityName = (name: ts.EntityName): string =>
    ts.isIdentifier(name) ? name.text : `${entityName(name.left)}.${name.right.text}`;

  /** The type's name as it will be looked up: relative names get the namespace they are written in. */
  const resolve = (name: ts.EntityName, namespace: string): string => {
    const parts = entityName(name).split('.');
    const last = parts.pop() ?? '';
    if (parts.length === 0) return qualified(namespace, last);
    if (parts[0]?.startsWith('microsoftgraph')) parts.shift();
    return qualified(graphNamespace(parts.join('.')), last);
  };

  const propertyType = (
    node: ts.TypeNode,
    namespace: string,
  ): Pick<DeclaredProperty, 'type' | 'collection' | 'nullable'> => {
    if (ts.isArrayTypeNode(node)) return { ...propertyType(node.elementType, namespace), collection: true };
    if (ts.isTypeReferenceNode(node)) {
      const argument = node.typeArguments?.[0];
      if (argument) return { ...propertyType(argument, namespace), nullable: true };
      return { type: resolve(node.typeName, namespace), collection: false, nullable: false };
    }
    const plain = (type: string) => ({ type, collection: false, nullable: false });
    if (node.kind === ts.SyntaxKind.StringKeyword) return plain('string');
    if (node.kind === ts.SyntaxKind.NumberKeyword) return plain('number');
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return plain('boolean');
    if (node.kind === ts.SyntaxKind.AnyKeyword) return plain('any');
    return unknown(node, 'a property type');
  };

  const readInterface = (node: ts.InterfaceDeclaration, namespace: string) => {
    const baseExpression = node.heritageClauses?.[0]?.types[0]?.expression;
    let base: string | undefined;
    if (baseExpression) {
      const parts = baseExpression.getText(source).split('.');
      const last = parts.pop() ?? '';
      if (parts[0]?.startsWith('microsoftgraph')) parts.shift();
      else if (parts.length === 0 && namespace !== '') parts.push(namespace);
      base = qualified(graphNamespace(parts.join('.')), last);
    }
    const properties = node.members.map((member): DeclaredProperty => {
      if (!ts.isPropertySignature(member) || !member.type) return unknown(member, 'a member');
      if (!ts.isIdentifier(member.name) && !ts.isStringLiteral(member.name)) return unknown(member, 'a name');
      return {
        name: member.name.text,
        ...propertyType(member.type, namespace),
        comment: commentOf(member, source),
      };
    });
    const name = qualified(namespace, node.name.text);
    typings.types.set(name, {
      name,
      ...(base === undefined ? {} : { base }),
      comment: commentOf(node, source),
      properties,
    });
  };

  const readAlias = (node: ts.TypeAliasDeclaration, namespace: string) => {
    if (node.typeParameters) return; // NullableOption
    const alternatives = ts.isUnionTypeNode(node.type) ? node.type.types : [node.type];
    const members = alternatives.flatMap((member) => {
      if (member.kind === ts.SyntaxKind.UndefinedKeyword) return []; // an enum whose members the typings lost
      if (ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal)) return [member.literal.text];
      return unknown(member, 'an enum member');
    });
    typings.enums.set(qualified(namespace, node.name.text), members);
  };

  const readStatement = (node: ts.Statement, namespace: string): void => {
    if (ts.isInterfaceDeclaration(node)) readInterface(node, namespace);
    else if (ts.isTypeAliasDeclaration(node)) readAlias(node, namespace);
    else if (ts.isModuleDeclaration(node)) {
      const inner = [namespace, graphNamespace(node.name.getText(source))].filter(Boolean).join('.');
      if (node.body && ts.isModuleBlock(node.body))
        for (const statement of node.body.statements) readStatement(statement, inner);
      else if (node.body && ts.isModuleDeclaration(node.body)) readStatement(node.body, inner);
    } else if (!ts.isNamespaceExportDeclaration(node) && !ts.isExportDeclaration(node))
      unknown(node, 'a statement');
  };

  for (const statement of source.statements) readStatement(statement, '');
  return typings;
}
