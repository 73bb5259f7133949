/** Where a device stands and why: the same facts as data and as sentences. */
export interface DeviceExplanation {
  readonly device: string;
  readonly summary: string;
  readonly sentences: readonly string[];
  readonly registered: { readonly is: boolean; readonly why: string };
  readonly compliant: { readonly is: boolean; readonly state: string; readonly why: string };
  readonly policies: readonly {
    readonly id: string;
    readonly name: string;
    readonly applies: boolean;
    readonly why: string;
  }[];
  readonly apps: readonly {
    readonly bundleId: string;
    readonly name: string;
    readonly state: string;
    readonly why: string;
  }[];
  /** Ids of the catalogue's rules that say what is wrong. */
  readonly findings: readonly string[];
  /** What to do now, most useful first. */
  readonly next: readonly string[];
}
