/** What happened to one instance, in words: written down only where somebody asks for it. */
export interface Story {
  /** Tells of this instance from now on. */
  tellOf(instance: string): void;
  /** Whether anybody is told of: what it costs to put things into words is spent only then. */
  isTold(): boolean;
  /** Something happened to an instance, or, where none is named, to everybody. */
  note(instance: string | undefined, what: string): void;
  lines(): readonly string[];
}

interface Line {
  readonly at: number;
  readonly what: string;
  readonly isOwn: boolean;
}

export function createStory(now: () => number): Story {
  const start = now();
  const noted: Line[] = [];
  let told: string | undefined;
  return {
    tellOf(instance) {
      told = instance;
    },
    isTold: () => told !== undefined,
    note(instance, what) {
      if (told === undefined || (instance !== undefined && instance !== told)) return;
      noted.push({ at: now() - start, what, isOwn: instance !== undefined });
    },
    lines() {
      const own = noted.filter(({ isOwn }) => isOwn);
      return noted
        .filter((line) => line.isOwn || own.some((one) => isNear(one, line)))
        .map(({ at, what }) => `${clockOf(at)}  ${what}`);
    },
  };
}

/** What happens to everybody matters about when something happened to the instance; to a process, if it was that one. */
function isNear(own: Line, { at, what }: Line): boolean {
  if (Math.abs(own.at - at) > 60_000) return false;
  const [who = ''] = what.split(' ');
  return !/-\d+$/.test(who) || own.what.startsWith(`${who} `);
}

/** Days, hours, minutes, seconds and milliseconds since the beginning. */
function clockOf(milliseconds: number): string {
  const days = Math.floor(milliseconds / 86_400_000);
  return `${String(days).padStart(3)}d ${new Date(milliseconds).toISOString().slice(11, 23)}`;
}
