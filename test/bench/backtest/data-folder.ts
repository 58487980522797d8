/** Where the public data sets lie: beside the project unless told otherwise. They are not part of it (see each one's SOURCE.md for its licence). */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from '../../../worker/local/settings';

export const DATA = path.resolve(ROOT, '../shared/data');

/** A row of a table by column name; a missing value is ''. */
export type Row = Record<string, string>;

/** The rows of a gzipped CSV file below `folder`, in its order. Throws where it is missing. */
export function readRows(folder: string, file: string): Row[] {
  return parseRows(gunzipSync(readFileSync(path.join(folder, file))).toString('utf8'));
}

/** The rows of a plain CSV text: a heading, commas, no quotes (none of the sets has any). */
export function parseRows(text: string): Row[] {
  const [heading = '', ...lines] = text.split(/\r?\n/);
  const names = heading.split(',').map((name) => name.trim());
  return lines.flatMap((line) => {
    if (line === '') return [];
    const cells = line.split(',');
    return [Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))];
  });
}

export const hasData = (folder = DATA): boolean => existsSync(path.join(folder, 'cdnow/cdnow_master.csv.gz'));
