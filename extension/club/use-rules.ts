/** The rules being edited, with their faults and their differences from the published ones. */
import { useMemo, useState } from 'preact/hooks';
import { type ClubProblem, checkProgramme } from '../../shared/loyalty/programme-check';
import { type ClubDifference, diffProgrammes, type ProgrammeDocument } from '../../shared/loyalty/programme-document';

type Path = readonly (string | number)[];
export interface Rules {
  published: ProgrammeDocument;
  /** As the fields show it; a field that holds no number has NaN. */
  document: ProgrammeDocument;
  problems: ClubProblem[];
  differences: ClubDifference[];
  read(path: Path): unknown;
  /** Sets one member; undefined takes it away. */
  write(path: Path, value: unknown): void;
  load(document: ProgrammeDocument): void;
}

export function useRules(published: ProgrammeDocument): Rules {
  const [document, load] = useState(published);
  const problems = useMemo(() => {
    const checked = checkProgramme(document);
    return 'problems' in checked ? checked.problems : [];
  }, [document]);
  const differences = useMemo(() => diffProgrammes(published, document), [published, document]);
  return {
    published,
    document,
    problems,
    differences,
    read: (path) => path.reduce<unknown>((at, name) => (at as Record<string | number, unknown> | undefined)?.[name], document),
    write(path, value) {
      const copy = structuredClone(document);
      const parent = path.slice(0, -1).reduce<Record<string | number, unknown>>(
        (at, name) => {
          at[name] ??= {};
          return at[name] as Record<string | number, unknown>;
        },
        copy as unknown as Record<string, unknown>,
      );
      const last = path.at(-1) ?? '';
      if (value === undefined && !Array.isArray(parent)) delete parent[last];
      else parent[last] = value;
      // A whole that was emptied part by part is not there any more: of those that may be missing, the least first purchase is null then.
      const [above, name] = [path.slice(0, -2), String(path.at(-2))];
      if (Object.keys(parent).length === 0 && ['value', 'when', 'minimum'].includes(name)) {
        const holder = above.reduce<Record<string | number, unknown>>((at, one) => at[one] as Record<string, unknown>, copy as never);
        if (name === 'minimum') holder[name] = null;
        else delete holder[name];
      }
      load(copy);
    },
    load,
  };
}
