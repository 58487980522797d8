/** CSV in: `?dry=1` only reports; `?name=` names the file, so that the next import of it can tell what vanished. */
import { CSV_KINDS, type CsvKind, openCsv } from '../connectors/csv';
import { importFile } from '../connectors/csv/import-file';
import { fail, newRoutes } from '../http';
import { wordHeaderProblem, wordReport } from '../pages/import-report';
import { localeOf } from '../pages/text';

export const isCsvKind = (kind: string): kind is CsvKind => (CSV_KINDS as readonly string[]).includes(kind);

export const routes = newRoutes().post('/v1/imports/:kind', async (c) => {
  const kind = c.req.param('kind');
  if (!isCsvKind(kind)) fail('route.unknown', `imports are of ${CSV_KINDS.join(', ')}`);
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  if (bytes.length === 0) fail('csv.unreadable', 'the body is empty');
  const locale = localeOf(c);
  const file = openCsv(kind, bytes);
  if ('missing' in file) fail('csv.header', wordHeaderProblem(locale, file));
  const dry = c.req.query('dry') === '1';
  const name = (c.req.query('name') ?? '').slice(0, 200) || `${kind}.csv`;
  const result = await importFile(c.env.DB, c.get('caller'), kind, name, file, dry, c.get('now'));
  return c.json(wordReport(locale, kind, dry, result));
});
