/** The model that scores are computed with, kept in step with what the workspace feeds and how its book looks. */
import type { Feed } from '../shared/event-entry';
import type { Facts } from '../shared/facts/facts';
import { defaultModel, THIN_BOOK, typicalPopulation } from '../shared/health/default-model';
import { causesOf, type VersionCause } from '../shared/health/document-diff';
import { FORMULA, type Model, type Population } from '../shared/health/model';
import { publishModel } from '../shared/health/publish';
import { snapshotPopulation } from '../shared/health/snapshot';
import { type About, currentModel, modelAndFeeds, publish } from './store/documents';
import { countFolded, sampleFacts } from './store/sample';

/** Who publishes when nobody does. */
export const BY_ITSELF = 'vafa';
const WEEK = 7 * 86_400_000;
/** As many customers give percentiles good to a point; more would not fit a Worker's memory. */
const SAMPLE = 4000;

/** The model of a workspace that has not received anything yet: no factor takes part. */
export function firstModel(now: number): Model {
  const fitted = publishModel(defaultModel(now), []);
  if ('problem' in fitted) throw new Error(`the default model is not sound: ${fitted.problem.code}`);
  return fitted.model;
}

/**
 * The published model; a kind of evidence that arrived for the first time is published before anything is computed with it, and so is a
 * model that older arithmetic published.
 */
export async function modelInForce(db: D1Database, workspace: string, now: number): Promise<Model> {
  const { model, feeds } = await modelAndFeeds(db, workspace);
  if (model.formula === FORMULA && feeds.every((feed) => model.fed.includes(feed))) return model;
  const draft = model.formula === FORMULA ? model : { ...model, population: outgrown(model.population, now) };
  return (await publishNext(db, workspace, draft, feeds, BY_ITSELF, now)) ?? currentModel(db, workspace);
}

/** The picture of the book is read through the formula: under another one it is due to be taken anew, and a typical one is as it is typical now. */
function outgrown(population: Population, now: number): Population {
  return population.customers >= THIN_BOOK ? { ...population, at: 0 } : typicalPopulation(now);
}

/**
 * Publishes a draft as the version after its own, fitted to what is fed; null when somebody else was first. Every customer is then
 * read again: what is predicted of them, and their past scores too where people or a new kind of evidence changed how scores are made. A picture
 * of the book moves those by a point or two until the next event; calibration moves no score at all.
 * Throws when the draft's weights do not add up: check an outside draft with publishModel before.
 */
export async function publishNext(
  db: D1Database,
  workspace: string,
  draft: Model,
  feeds: readonly Feed[],
  author: string,
  now: number,
  about: Pick<About, 'note' | 'draft'> = {},
): Promise<Model | null> {
  const fitted = publishModel({ ...draft, version: draft.version + 1, publishedAt: now }, feeds);
  if ('problem' in fitted) throw new Error(`the published model is not sound: ${fitted.problem.code}`);
  const before = await currentModel(db, workspace);
  if (before.version !== draft.version) return null;
  const follow = followsFrom(causesOf(before, fitted.model));
  const done = await publish(db, workspace, 'model', fitted.model, author, now, { ...about, ...(follow ? { follow } : {}) });
  return done ? fitted.model : null;
}

function followsFrom(causes: readonly VersionCause[]): About['follow'] {
  if (causes.some((cause) => cause === 'edited' || cause === 'formula' || cause === 'feeds')) return 'predictions and traces';
  return causes.includes('population') ? 'predictions' : undefined;
}

/** Takes a new picture of the book when the last one is a week old, or when the book has for the first time enough customers for one. */
export async function refreshPopulation(db: D1Database, workspace: string, now: number): Promise<boolean> {
  const { model, feeds } = await modelAndFeeds(db, workspace);
  const { at, customers } = model.population;
  if (customers >= THIN_BOOK && now - at < WEEK) return false;
  if ((await countFolded(db, workspace, THIN_BOOK)) < THIN_BOOK) return false;
  const population = snapshotPopulation(await readBook(db, workspace), model, now);
  return (await publishNext(db, workspace, { ...model, population }, feeds, BY_ITSELF, now)) !== null;
}

/** The facts of the book, or of an even sample of it. */
export function readBook(db: D1Database, workspace: string): Promise<Facts[]> {
  return sampleFacts(db, workspace, SAMPLE);
}
