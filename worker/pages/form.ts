/** What a form of ours sent. */
import { type Ctx, fail } from '../http';

/** The fields of the posted form; fails with request.malformed where the body is none. */
export async function readForm(c: Ctx): Promise<FormData> {
  try {
    return (await c.req.formData()) as FormData;
  } catch {
    return fail('request.malformed', 'the body is not a form');
  }
}

/** A text field, trimmed; empty where it is missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value: unknown = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
