import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { offsetIn } from '../../input/index.ts';
import { ScenarioFileError } from '../problems.ts';

export type Path = readonly (string | number)[];

/** A document of a file, with where things stand in it. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Undefined for what was written in TypeScript. */
  placeOf(path: Path): { readonly line: number; readonly column: number } | undefined;
}

/** The documents of a YAML (or JSON) text. Throws ScenarioFileError for text that is none. */
export function readSources(text: string, file: string): Source[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  if (!Array.isArray(documents) || documents.length === 0) {
    throw new ScenarioFileError(file, [
      { message: 'the file is empty', fix: 'a scenario needs name, devices and then' },
    ]);
  }
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const broken = documents.flatMap(({ errors }) => errors);
  if (broken.length > 0) {
    throw new ScenarioFileError(
      file,
      broken.map((error) => ({
        ...position(error.pos[0]),
        message: error.message.split('\n')[0]?.replace(/ at line .*/, '') ?? '',
      })),
    );
  }
  return documents.map((document: Document) => ({
    file,
    value: document.toJS(),
    placeOf: (path) => position(offsetIn(document, path)),
  }));
}
