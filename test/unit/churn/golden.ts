/** Vectors worked out by an independent implementation, from the project's collection of public data sets (its golden.json). */

export const METRICS = {
  left: [1, 0, 1, 1, 0, 0, 1, 0, 0, 0],
  risk: [0.9, 0.8, 0.7, 0.7, 0.7, 0.3, 0.3, 0.2, 0.1, 0.1],
  auc: 0.7708333333333334,
  fifth: { precision: 0.5, recall: 0.25, lift: 1.25 },
  threeTenths: { precision: 0.5555555555555555, recall: 0.41666666666666663, lift: 1.3888888888888886 },
};
export const QUINTILES = { values: [5, 1, 1, 1, 2, 3, 8, 8, 9, 10], quintiles: [3, 1, 1, 1, 2, 3, 4, 4, 5, 5] };
