import type { Actor, Entity } from './entity.ts';
import type { JournalEntry } from './journal.ts';
import { Tenant } from './tenant.ts';

/** How long after a change a replica has it, in milliseconds. */
export type ReplicationLag = (entry: JournalEntry) => number;

interface Waiting {
  readonly due: number;
  readonly entry: JournalEntry;
}

/**
 * A tenant as those see it who hear of changes later. It has everything at first, and then what the journal tells, in order,
 * when its time has come; entities are shared. Changes of one part never overtake each other; those of different parts may.
 * Until somebody catches up it costs an entry in a queue for each change.
 */
export class Replica {
  #tenant: Tenant;
  readonly #source: Tenant;
  readonly #lag: ReplicationLag;
  readonly #partOf: (set: string) => string;
  readonly #queues = new Map<string, Waiting[]>();
  /** How many changes of each set wait. */
  readonly #waiting = new Map<string, number>();
  readonly #stop: () => void;
  /** When the change that is carried over was made. */
  #stamp = 0;

  /** @param partOf the part that a set belongs to; within a part the order of changes is kept */
  constructor(source: Tenant, lag: ReplicationLag, partOf: (set: string) => string = () => '') {
    this.#source = source;
    this.#lag = lag;
    this.#partOf = partOf;
    this.#tenant = this.#copy();
    this.#stop = source.journal.subscribe((entry) => this.#hear(entry));
  }

  /** The tenant as it is seen at this moment. Another object after the source was restored. */
  catchUp(): Tenant {
    const { now } = this.#source.clock;
    for (const queue of this.#queues.values()) {
      let done = 0;
      for (; done < queue.length && (queue[done] as Waiting).due <= now; done += 1) {
        this.#carryOver((queue[done] as Waiting).entry);
      }
      if (done > 0) queue.splice(0, done);
    }
    return this.#tenant;
  }

  /** Whether changes of a set wait to be seen. */
  isBehind(set: string): boolean {
    return (this.#waiting.get(set) ?? 0) > 0;
  }

  /** Hears of no further changes. */
  close(): void {
    this.#stop();
  }

  #hear(entry: JournalEntry): void {
    if (entry.change === 'restore') {
      this.#queues.clear();
      this.#waiting.clear();
      this.#tenant = this.#copy();
      return;
    }
    const part = this.#partOf(entry.set);
    let queue = this.#queues.get(part);
    if (!queue) {
      queue = [];
      this.#queues.set(part, queue);
    }
    const due = Math.max(entry.at + this.#lag(entry), queue[queue.length - 1]?.due ?? 0);
    queue.push({ due, entry });
    this.#waiting.set(entry.set, (this.#waiting.get(entry.set) ?? 0) + 1);
  }

  #copy(): Tenant {
    return new Tenant({ replicaOf: this.#source, at: () => this.#stamp });
  }

  #carryOver({ at, by, change, set, id, after, target = '' }: JournalEntry): void {
    this.#stamp = at;
    this.#waiting.set(set, (this.#waiting.get(set) ?? 1) - 1);
    if (change === 'link') this.#tenant.links(set).link(id, target, by);
    else if (change === 'unlink') this.#tenant.links(set).unlink(id, target, by);
    else this.#put(set, id, change === 'delete' ? undefined : after, by);
  }

  #put(set: string, id: string, after: Entity | undefined, by: Actor): void {
    const collection = this.#tenant.collection(set);
    const there = collection.get(id) !== undefined;
    if (after === undefined) {
      if (there) collection.remove(id, by);
    } else if (there) collection.replace(after, by);
    else collection.insert(after, by);
  }
}
