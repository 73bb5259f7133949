import { describe, expect, it } from 'vitest';
import { equalityConstraints, parseFilter } from './index.ts';

/** `a=1|2 b=x` for the constraints, and `+` when the filter says more than they do. */
function summary(filter: string): string {
  const { constraints, exact } = equalityConstraints(parseFilter(filter));
  const text = constraints.map(({ property, values }) => `${property}=${values.join('|')}`).join(' ');
  return exact ? text : `${text} +`;
}

describe('equalityConstraints', () => {
  it.each([
    ["a eq 'x'", 'a=x'],
    ["'x' eq a", 'a=x'],
    ["$it/a eq 'x'", 'a=x'],
    ["a/b eq 'x'", 'a/b=x'],
    ["a eq 'x' and b eq true and c eq 5", 'a=x b=true c=5'],
    ["a eq 'x' and (b eq 'y' and c eq 'z')", 'a=x b=y c=z'],
    ["a in ('x','y')", 'a=x|y'],
    ["a eq 'x' or a eq 'y' or a in ('z')", 'a=x|y|z'],
    ["(a eq 'x' or a eq 'y') and b eq 'z'", 'a=x|y b=z'],
    ["a eq 'x' and a eq 'y'", 'a=x a=y'],
    ['a in ()', 'a='],
    ["a eq n.t'member'", 'a=member'],
    ['a eq dc5e3c4d-1111-2222-3333-444455556666', 'a=dc5e3c4d-1111-2222-3333-444455556666'],
    ["a eq 'x' and contains(b,'y')", 'a=x +'],
    ["a eq 'x' and not (b eq 'y')", 'a=x +'],
    ["a eq 'x' and b ne 'y'", 'a=x +'],
    ["a eq 'x' or b eq 'y'", ' +'],
    ["a eq 'x' or a ne 'y'", ' +'],
    ["not (a eq 'x')", ' +'],
    // Equal values of these may be written, or stored, in more than one way.
    ['a eq null', ' +'],
    ["a in ('x',null)", ' +'],
    ['a eq 2024-01-01', ' +'],
    ['a eq 1.5', ' +'],
    ["a eq n.t'x,y'", ' +'],
    // Not a property of the entity itself.
    ["n.t/a eq 'x'", ' +'],
    ["tolower(a) eq 'x'", ' +'],
    ["t/any(v:v eq 'x')", ' +'],
    ['a/$count eq 1', ' +'],
    ['a eq b', ' +'],
    ["'x' in a", ' +'],
  ])('%s', (filter, expected) => {
    expect(summary(filter)).toBe(expected);
  });
});
