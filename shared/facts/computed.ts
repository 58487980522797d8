/** Tasks that nobody set: a rule finds from the facts that they are due, and they are known by an id that is the same on every device. */

/** How the id of a computed task begins: `due:<rule>:<what it is of>`. Set by hand (put off, say) it is a task like any other. */
export const COMPUTED = 'due:';

export const computedId = (rule: string, of: string | number): string => `${COMPUTED}${rule}:${of}`;
