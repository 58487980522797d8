/** Holding the examples of a model document against the document itself. */
import { fold } from '../facts/fold';
import { defaultModel } from './default-model';
import type { DocumentProblem } from './document-check';
import { EXAMPLE_NOW, exampleCustomer } from './example-customer';
import type { Band } from './health';
import { type ModelDocument, type ModelExample, withDocument } from './model-document';
import { publishModel } from './publish';
import { health } from './score';

const BANDS: readonly Band[] = ['healthy', 'watch', 'at-risk', 'unknown'];
const MOST = 100;
const TITLE_MOST = 200;

/** What the document makes of an example's customer. */
export interface ExampleOutcome {
  score: number;
  band: Band;
}

/**
 * Every example that is not well formed or that comes out otherwise than it says. An example stands alone: it is read among a typical
 * book, in a workspace that feeds just the kinds of evidence it names, so that the document decides and nothing else.
 */
export function checkExamples(given: unknown, document: ModelDocument): DocumentProblem[] {
  if (!Array.isArray(given) || given.length > MOST) return [{ code: 'shape', path: ['examples'], args: {} }];
  return given.flatMap((example: unknown, i): DocumentProblem[] => {
    const path = ['examples', String(i)];
    const malformed = placeOfFault(example) ?? (isRepeated(given, i) ? ['title'] : null);
    if (malformed) return [{ code: 'shape', path: [...path, ...malformed], args: {} }];
    const sound = example as ModelExample;
    const customer = exampleCustomer(sound);
    if ('fault' in customer) {
      const { code, name, nearest } = customer.fault;
      return [
        { code, path: [...path, ...customer.fault.path], args: { name: { id: name }, ...(nearest ? { nearest: { id: nearest } } : {}) } },
      ];
    }
    const { score, band } = readExample(customer, document);
    const { expect } = sound;
    const asExpected =
      (expect.band === undefined || expect.band === band) &&
      (expect.score === undefined || (score >= expect.score[0] && score <= expect.score[1]));
    if (asExpected) return [];
    return [{ code: 'example', path, args: { title: sound.title, score, band: { key: `band.${band}` } } }];
  });
}

function readExample(customer: Extract<ReturnType<typeof exampleCustomer>, { events: unknown }>, document: ModelDocument): ExampleOutcome {
  const fitted = publishModel(withDocument(defaultModel(EXAMPLE_NOW), document), customer.fed);
  if ('problem' in fitted) throw new RangeError(`examples are read under sound weights only: ${fitted.problem.code}`);
  const { score, band } = health(fold(customer.events), fitted.model, EXAMPLE_NOW);
  return { score, band };
}

/** Whether an example before this one has its title: by that they are told apart. */
const isRepeated = (given: ModelExample[], i: number): boolean => given.slice(0, i).some(({ title }) => title === given[i]?.title);

/** Where below the example something has not the shape that it needs; null where all has. */
function placeOfFault(example: unknown): string[] | null {
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return [];
  const { title, facts, events, expect, ...rest } = example as Record<string, unknown>;
  const extra = Object.keys(rest)[0];
  if (extra !== undefined) return [extra];
  if (typeof title !== 'string' || title.trim() === '' || title.length > TITLE_MOST) return ['title'];
  if (facts === undefined && events === undefined) return ['facts'];
  if (typeof expect !== 'object' || expect === null) return ['expect'];
  const { band, score, ...others } = expect as Record<string, unknown>;
  if (Object.keys(others).length > 0 || (band === undefined && score === undefined)) return ['expect'];
  if (band !== undefined && !BANDS.includes(band as Band)) return ['expect', 'band'];
  const isRange =
    Array.isArray(score) && score.length === 2 && score.every((end) => typeof end === 'number') && Number(score[0]) <= Number(score[1]);
  return score === undefined || isRange ? null : ['expect', 'score'];
}
