import { describe, expect, it } from 'vitest';
import { reader, typeName, types } from '../../test/support/odata-model.ts';
import { compileFilter, compileOrderBy, ODataBindingError, parseFilter, parseOrderBy } from './index.ts';

function bindingError(act: () => unknown): ODataBindingError {
  try {
    act();
  } catch (error) {
    if (error instanceof ODataBindingError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const onDevice = (filter: string) =>
  bindingError(() => compileFilter(parseFilter(filter), typeName('managedDevice'), types, reader));

const incompatible = (left: string, right: string, operator: string) =>
  `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operator}'.`;

describe('a filter that does not fit the model', () => {
  it('names the property and the type', () => {
    const error = onDevice("deviceCategory/name eq 'x'");
    expect(error).toMatchObject({
      message: "Could not find a property named 'name' on type 'microsoft.graph.deviceCategory'.",
      property: 'name',
      typeName: 'microsoft.graph.deviceCategory',
      position: 15,
    });
  });

  it.each<[filter: string, message: string]>([
    ['nope eq 1', "Could not find a property named 'nope' on type 'microsoft.graph.managedDevice'."],
    ['deviceName/x eq 1', "Could not find a property named 'x' on type 'Edm.String'."],
    [
      'batteryLevel eq nope',
      "Could not find a property named 'nope' on type 'microsoft.graph.managedDevice'.",
    ],
    ["isSupervised eq 'true'", incompatible('Edm.Boolean', 'Edm.String', 'Equal')],
    ['deviceName eq 5', incompatible('Edm.String', 'Edm.Int32', 'Equal')],
    ["'5' lt batteryLevel", incompatible('Edm.String', 'Edm.Double', 'LessThan')],
    [
      "lastSyncDateTime ge '2024-01-01'",
      incompatible('Edm.DateTimeOffset', 'Edm.String', 'GreaterThanOrEqual'),
    ],
    ["certificateId eq 'x'", incompatible('Edm.Guid', 'Edm.String', 'Equal')],
    ["complianceState eq 'bogus'", incompatible('microsoft.graph.complianceState', 'Edm.String', 'Equal')],
    ['complianceState eq 1', incompatible('microsoft.graph.complianceState', 'Edm.Int32', 'Equal')],
    ["batteryLevel in (1,'x')", incompatible('Edm.Double', 'Edm.String', 'Equal')],
    ["deviceCategory eq 'x'", incompatible('microsoft.graph.deviceCategory', 'Edm.String', 'Equal')],
    ['deviceName and isSupervised', incompatible('Edm.String', 'Edm.Boolean', 'And')],
    ['isSupervised or deviceName', incompatible('Edm.Boolean', 'Edm.String', 'Or')],
    ["deviceName add 'x' eq 'y'", incompatible('Edm.String', 'Edm.String', 'Add')],
    ["deviceName has 'x'", incompatible('Edm.String', 'Edm.String', 'Has')],
    [
      "complianceState eq microsoft.graph.complianceState'bogus'",
      "The string 'microsoft.graph.complianceState'bogus'' is not a valid enumeration type constant.",
    ],
    ['deviceName', 'The $filter expression must evaluate to a single boolean value.'],
    ['tags', 'The $filter expression must evaluate to a single boolean value.'],
    [
      "tags eq 'x'",
      "The operand for a binary operator 'Equal' is not a single value. Binary operators require both operands to be single values.",
    ],
    [
      'not deviceName',
      "A unary operator with an incompatible type was detected. Found operand type 'Edm.String' for operator kind 'Not'.",
    ],
    [
      '-deviceName eq 1',
      "A unary operator with an incompatible type was detected. Found operand type 'Edm.String' for operator kind 'Negate'.",
    ],
    ['deviceName/any(x:x)', 'Any/All may only be used following a collection.'],
    ['deviceName/$count eq 1', 'The next token in a CountSegmentNode must be a collection.'],
    [
      "'x' in deviceName",
      'The right operand for the IN operation is not a collection value. IN operations require the left operand to be a single value and the right operand to be a collection value.',
    ],
    [
      "tags in ('x')",
      'The left operand for the IN operation is not a single value. IN operations require the left operand to be a single value and the right operand to be a collection value.',
    ],
    [
      "isof('microsoft.graph.group')",
      "Encountered invalid type cast. 'microsoft.graph.group' is not assignable from 'microsoft.graph.managedDevice'.",
    ],
    [
      'microsoft.graph.nope/x eq 1',
      "Encountered invalid type cast. 'microsoft.graph.nope' is not assignable from 'microsoft.graph.managedDevice'.",
    ],
    [
      'substringof(deviceName)',
      "An unknown function with name 'substringof' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
    ],
    [
      'contains(deviceName,1)',
      "No function signature for the function with name 'contains' matches the specified arguments. The function signatures considered are: contains(Edm.String Nullable=true, Edm.String Nullable=true).",
    ],
    [
      "contains(tags,'x')",
      "The argument for an invocation of a function with name 'contains' is not a single value. All arguments for this function must be single values.",
    ],
    [
      'constructor(deviceName)',
      "An unknown function with name 'constructor' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
    ],
    [
      "cast(deviceName,'Edm.Nope') eq 1",
      "Expression of type 'Edm.String' cannot be converted to type 'Edm.Nope'.",
    ],
  ])('%s', (filter, message) => {
    expect(onDevice(filter).message).toBe(message);
  });

  it('refuses now() when there is no clock', () => {
    const { typeOf, read } = reader;
    const filter = parseFilter('lastSyncDateTime lt now()');
    const error = bindingError(() =>
      compileFilter(filter, typeName('managedDevice'), types, { typeOf, read }),
    );
    expect(error.message).toContain("An unknown function with name 'now' was found.");
  });

  it('looks behind the property of a collection', () => {
    const filter = parseFilter("assignments/intent eq 'x'");
    const error = bindingError(() => compileFilter(filter, typeName('mobileApp'), types, reader));
    expect(error.message).toBe(
      "The parent value for a property access of a property 'intent' is not a single value. Property access can only be applied to a single value.",
    );
  });

  it('refuses to order by what has no order', () => {
    for (const text of ['tags', 'deviceCategory']) {
      const error = bindingError(() =>
        compileOrderBy(parseOrderBy(text), typeName('managedDevice'), types, reader),
      );
      expect(error.message).toBe(
        'The $orderby expression must evaluate to a single value of primitive type.',
      );
    }
  });
});
