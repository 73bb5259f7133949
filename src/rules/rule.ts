import type { Situation } from './situation.ts';
import type { Source } from './sources.ts';

/** `blocker`: JIT cannot complete. `degraded`: it completes, but not as it should. `warning`: worth knowing. */
export type Severity = 'blocker' | 'degraded' | 'warning';

/** Whether Microsoft or Apple says so, whether it was seen in a real response, or whether we concluded it. */
export type Evidence = 'documented' | 'recorded' | 'inferred';

/**
 * What cannot happen while a finding holds. Without registration there is no remediation either. `access`: the device registers, and in the
 * end no app lets its person in.
 */
export type Blocked = 'registration' | 'remediation' | 'access';

/** A thing that can go wrong, written once. `verify` and the simulated devices both tell about it from here. */
export interface Rule {
  /** Kebab-case; never changes once published. */
  readonly id: string;
  /** What is wrong, as a noun phrase of one line. */
  readonly title: string;
  readonly severity: Severity;
  /** What a device does with it: follows from the mechanism, so it may differ from what the severity suggests. */
  readonly blocks?: Blocked;
  readonly evidence: Evidence;
  readonly source: Source;
  /** What the person with the device sees. */
  readonly symptom: string;
  /** What the admin sees in Microsoft Graph. */
  readonly graph: string;
  readonly fix: string;
  /** Why `verify` cannot find it and only a device that lives through it shows it, as a clause; absent: it can. */
  readonly needsRun?: string;
  /** Yields one hit for each place where the situation breaks this rule. Has no side effects. */
  find(situation: Situation): Iterable<Hit>;
}

/** A change to a policy's JSON: what is at the pointer becomes the value. Without a value, an element of a list goes. */
export interface Change {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly value?: string | number;
}

/** One place where a rule is broken. */
export interface Hit {
  readonly message: string;
  /** The Graph entity that it is about. */
  readonly subject?: { readonly set: string; readonly id: string };
  /** JSON pointer (RFC 6901) to the place inside the entity, such as `/iosSingleSignOnExtension/configurations/0/key`. */
  readonly pointer?: string;
  /** A fix that fits better here than the rule's. */
  readonly fix?: string;
  /** What mends it, where nobody has to decide anything; pointers lead into the entity. */
  readonly repair?: readonly Change[] | undefined;
  /** Another than the rule's: milder when something else makes up for it here, or as the tenant's assumptions have it. */
  readonly severity?: Severity;
  /** Another than the rule's. False: it is wrong here as well, but not what stops this device. */
  readonly blocks?: Blocked | false;
  /** It depends on what nobody can know before whether it really blocks that: on when the person signs in. */
  readonly uncertain?: true;
}

/** A hit together with what its rule says; `ruleOf` has the rest. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly blocks?: Blocked;
  readonly uncertain?: true;
  readonly message: string;
  readonly fix: string;
  readonly repair?: readonly Change[];
  readonly subject?: { readonly set: string; readonly id: string };
  readonly pointer?: string;
}

export function findingOf(rule: Rule, hit: Hit): Finding {
  const blocks = hit.blocks ?? rule.blocks;
  return {
    rule: rule.id,
    severity: hit.severity ?? rule.severity,
    ...(blocks && { blocks }),
    ...(blocks && hit.uncertain && { uncertain: true }),
    message: hit.message,
    fix: hit.fix ?? rule.fix,
    ...(hit.repair && { repair: hit.repair }),
    ...(hit.subject && { subject: hit.subject }),
    ...(hit.pointer !== undefined && { pointer: hit.pointer }),
  };
}
