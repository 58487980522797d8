/** The top of the scale that is usual for a kind of survey, where an answer brings none. */
export const USUAL_SCALE = { nps: 10, csat: 5, ces: 7, overall: 10 } as const;
