/** Improvements and costs on the wire. */
import * as v from 'valibot';
import { Measures } from '../churn/measures';

/** All of them at once; `version` is the one they were made from. */
export const SaveMeasuresRequest = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(0)), ...Measures });
export const MeasuresAnswer = v.object({ version: v.number(), ...Measures });
export type MeasuresAnswer = v.InferOutput<typeof MeasuresAnswer>;
