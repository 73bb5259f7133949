// What Intune's services make of a filter: which operators and properties they take, ignore and refuse.
import type { FilterExpression } from '../../odata/index.ts';
import { formatFilter } from '../../odata/index.ts';
import type { FilterRewrite } from '../declare/resource.ts';
import * as errors from '../errors.ts';
import type { Ignored } from '../request/ignored.ts';

/** [recorded] powershell-intune-samples#82: text functions do not work on compliance policies; comparisons and isof do. */
export function rewriteWithoutFunctions(expression: FilterExpression): FilterRewrite {
  refuseCalls(expression);
  return { expression, ignored: [] };
}

function refuseCalls(expression: FilterExpression): void {
  if (expression.kind === 'call') throw errors.invalidFilterClause();
  if (expression.kind === 'and' || expression.kind === 'or') expression.operands.forEach(refuseCalls);
  if (expression.kind === 'not') refuseCalls(expression.operand);
}

/**
 * [documented] the properties of a managed device that can be filtered by (descriptions in the metadata), in lower case,
 * as names are found in any case.
 */
const FILTERABLE = new Set(
  [
    'azureADDeviceId complianceState deviceCategoryDisplayName exchangeAccessState imei jailBroken managementAgent',
    'managementState manufacturer operatingSystem serialNumber deviceName model emailAddress osVersion phoneNumber',
    'complianceGracePeriodExpirationDateTime enrolledDateTime lastSyncDateTime userPrincipalName',
    'managedDeviceOwnerType azureActiveDirectoryDeviceId',
  ]
    .join(' ')
    .toLowerCase()
    .split(' '),
);

/** [recorded] these two are refused where others are ignored. */
const REFUSED = new Set(['id', 'rolescopetagids']);

/** [recorded] `ne` acts as `eq` on these. */
const NE_IS_EQ = new Set(['manageddeviceownertype', 'operatingsystem']);

/**
 * managedDevices takes a filter apart in its own way: conditions on properties that it doesn't filter by are silently
 * dropped, `ne` is `eq` on some, `startswith` is `contains`, and `userPrincipalName eq ''` matches every device.
 * Sources: microsoft-graph-explorer-v4#3125, docs-contrib#2416, #235, #1391. That a dropped condition takes its whole `or`
 * with it, but leaves the other operands of an `and`, is inferred.
 */
export function rewriteManagedDeviceFilter(expression: FilterExpression): FilterRewrite {
  const ignored: Ignored[] = [];
  return { expression: rewrite(expression, ignored), ignored };
}

function rewrite(expression: FilterExpression, ignored: Ignored[]): FilterExpression | undefined {
  const drop = (): undefined => {
    ignored.push({
      what: `$filter: ${formatFilter(expression)} is silently ignored by managedDevices`,
      source: 'https://github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/3125',
      instead: 'Choose among the rows that you get.',
    });
    return undefined;
  };
  const otherwise = (rewritten: FilterExpression): FilterExpression => {
    ignored.push({
      what: `$filter: managedDevices takes ${formatFilter(expression)} for ${formatFilter(rewritten)}`,
      source: 'https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/2416',
      instead: 'Choose among the rows that you get.',
    });
    return rewritten;
  };
  switch (expression.kind) {
    case 'and': {
      const operands = expression.operands.flatMap((each) => rewrite(each, ignored) ?? []);
      const [first] = operands;
      return operands.length > 1 ? { ...expression, operands } : first;
    }
    case 'or': {
      const operands = expression.operands.map((each) => rewrite(each, ignored));
      const kept = operands.filter((each) => each !== undefined);
      return kept.length === operands.length ? { ...expression, operands: kept } : undefined;
    }
    case 'not': {
      const operand = rewrite(expression.operand, ignored);
      return operand && { ...expression, operand };
    }
    case 'comparison': {
      const name = propertyIn(expression.left) ?? propertyIn(expression.right);
      if (name === undefined) return expression;
      if (REFUSED.has(name)) throw errors.invalidFilterClause();
      if (!FILTERABLE.has(name)) return drop();
      const { right } = expression;
      if (name === 'userprincipalname' && right.kind === 'literal' && right.value === '') return drop();
      return expression.operator === 'ne' && NE_IS_EQ.has(name)
        ? otherwise({ ...expression, operator: 'eq' })
        : expression;
    }
    default: {
      const names = propertiesIn(expression);
      if (names.some((name) => REFUSED.has(name))) throw errors.invalidFilterClause();
      if (names.some((name) => !FILTERABLE.has(name))) return drop();
      return expression.kind === 'call' && expression.name === 'startswith'
        ? otherwise({ ...expression, name: 'contains' })
        : expression;
    }
  }
}

/** The entity's own property that an expression is, in lower case. */
function propertyIn(expression: FilterExpression): string | undefined {
  return propertiesIn(expression)[0];
}

/** The names of all properties that an expression is about, in lower case. */
export function propertiesIn(expression: FilterExpression): string[] {
  switch (expression.kind) {
    case 'property':
      return expression.source && expression.source.kind === 'property'
        ? propertiesIn(expression.source)
        : [expression.name.toLowerCase()];
    case 'call':
      return expression.arguments.flatMap(propertiesIn);
    case 'in':
    case 'isof':
    case 'cast':
      return expression.operand ? propertiesIn(expression.operand) : [];
    case 'lambda':
    case 'count':
      return propertiesIn(expression.source);
    case 'comparison':
    case 'arithmetic':
    case 'has':
      return [...propertiesIn(expression.left), ...propertiesIn(expression.right)];
    case 'not':
    case 'negate':
      return propertiesIn(expression.operand);
    case 'and':
    case 'or':
      return expression.operands.flatMap(propertiesIn);
    default:
      return [];
  }
}
