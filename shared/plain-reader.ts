/**
 * The fast lane of the border. Nearly everything that comes in by the hundred thousand is as it should be; for that, a schema is turned
 * into a plain function once. What it does not take is no verdict: the schema itself decides then, and words what is wrong.
 */

/** The value as its schema would hand it on; undefined when this reader cannot tell. */
export type PlainReader = (value: unknown) => unknown;

/** What is read here of valibot's schemas and actions. */
interface Part {
  type: string;
  pipe?: readonly Part[];
  requirement?: unknown;
  options?: readonly unknown[];
  wrapped?: Part;
  item?: Part;
  entries?: Record<string, Part>;
  default?: unknown;
}
type Test = (value: never) => boolean;

const cannotTell: PlainReader = () => undefined;

/** Reads what `schema` would take without changing it; for a schema made of parts that it does not know, nothing. */
export function plainReader(schema: unknown): PlainReader {
  const part = schema as Part;
  const base = readerOf(part);
  const tests = (part.pipe ?? []).slice(1).map(testOf);
  if (tests.length === 0) return base;
  return (value) => {
    const read = base(value);
    if (read === undefined) return undefined;
    for (const test of tests) if (!test(read as never)) return undefined;
    return read;
  };
}

/** An object of the named members, in their order; a member's own reader may stand in for that of its schema. Others are left out, as the schema does. */
export function plainObject(schema: unknown, own: Record<string, PlainReader> = {}): PlainReader {
  const members = Object.entries((schema as Part).entries ?? {}).map(([key, part]) => ({
    key,
    optional: part.type === 'optional' && part.default === undefined,
    read: own[key] ?? plainReader(part),
  }));
  return (value) => {
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return undefined;
    const input = value as Record<string, unknown>;
    const output: Record<string, unknown> = {};
    for (const { key, optional, read } of members) {
      if (input[key] === undefined) {
        if (!optional || key in input) return undefined;
        continue;
      }
      const member = read(input[key]);
      if (member === undefined) return undefined;
      output[key] = member;
    }
    return output;
  };
}

function readerOf(part: Part): PlainReader {
  switch (part.type) {
    case 'string':
    case 'boolean':
      return (value) => (typeof value === part.type ? value : undefined);
    case 'number':
      return (value) => (typeof value === 'number' && !Number.isNaN(value) ? value : undefined);
    case 'picklist':
      return (value) => (part.options?.includes(value) ? value : undefined);
    case 'optional':
      return part.default === undefined ? plainReader(part.wrapped) : cannotTell;
    case 'nullable': {
      const wrapped = plainReader(part.wrapped);
      return (value) => (value === null ? null : wrapped(value));
    }
    case 'array': {
      const item = plainReader(part.item);
      return (value) => {
        if (!Array.isArray(value)) return undefined;
        const list = value.map(item);
        return list.includes(undefined) ? undefined : list;
      };
    }
    case 'object':
      return plainObject(part);
    default:
      return cannotTell;
  }
}

/** Whether a value passes an action of a pipe as it is. */
function testOf({ type, requirement }: Part): Test {
  switch (type) {
    case 'trim':
      return (value: string) => value.trim() === value;
    case 'to_lower_case':
      return (value: string) => value.toLowerCase() === value;
    case 'min_length':
      return (value: string) => value.length >= (requirement as number);
    case 'max_length':
      return (value: string) => value.length <= (requirement as number);
    case 'regex':
      return (value: string) => (requirement as RegExp).test(value);
    case 'integer':
      return Number.isInteger;
    case 'min_value':
      return (value: number) => value >= (requirement as number);
    case 'max_value':
      return (value: number) => value <= (requirement as number);
    default:
      return () => false;
  }
}
