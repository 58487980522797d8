/** A workspace whose customers buy less and less, and its model edited. */
import { env } from 'cloudflare:workers';
import { type ModelDocument, toDocument, withDocument } from '../../shared/health/model-document';
import { walkOn } from '../../worker/jobs/repredict';
import { publishNext } from '../../worker/model-in-force';
import { currentModel, modelAndFeeds } from '../../worker/store/documents';
import { foldPending } from '../../worker/store/fold';
import { ingest } from '../../worker/store/ingest';
import { event, type Office, openOffice } from './office';

export const DAY = 86_400_000;
export const NOW = Date.now();
export const worker = env as never;
export const ALL = 10_000;

/** A workspace with `n` customers who bought thrice, the later ones longer ago. */
export async function openShop(name: string, n: number): Promise<Office> {
  const office = await openOffice(name);
  const events = Array.from({ length: n }, (_, i) =>
    [0, 1, 2].map((nth) =>
      event(`${name}-${String(i).padStart(4, '0')}`, 'purchase', NOW - (2 + (i % 60) + nth * 20) * DAY, { amount: 5000, currency: 'EUR' }),
    ),
  ).flat();
  for (let from = 0; from < events.length; from += 3000) await ingest(env.DB, office.workspace, events.slice(from, from + 3000), NOW);
  await foldPending(env.DB, office.workspace, NOW, ALL);
  for (const walk of ['repredict', 'retrace'] as const) await walkOn(env.DB, office.workspace, walk, NOW, 100);
  return office;
}
export const stands = async ({ workspace }: Office) =>
  (
    await env.DB.prepare('SELECT id, band, score, feed, next_at, signals FROM customers WHERE workspace = ? ORDER BY id')
      .bind(workspace)
      .all<{ id: string; band: number; score: number; feed: number; next_at: number | null; signals: string }>()
  ).results;
export async function publishEdited(office: Office, edit: (document: ModelDocument) => void, at = NOW): Promise<number> {
  const model = await currentModel(env.DB, office.workspace);
  const { feeds } = await modelAndFeeds(env.DB, office.workspace);
  const document = toDocument(model);
  edit(document);
  const published = await publishNext(env.DB, office.workspace, withDocument(model, document), feeds, office.admin, at);
  if (!published) throw new Error('not published');
  return published.version;
}
export const strict = (document: ModelDocument): void => {
  document.bands = { healthy: 98, watch: 74 };
};
