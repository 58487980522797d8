/** Tokens that rotate: what a device sends for the next pair, what it is answered, and what it signs. */
import * as v from 'valibot';

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** The public half of a P-256 key whose private half cannot leave the device (RFC 7517, RFC 7518 section 6.2.1). */
export const DeviceKey = v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: coordinate, y: coordinate });
export type DeviceKey = v.InferOutput<typeof DeviceKey>;

export const RefreshRequest = v.object({
  /** The device's id: that of its pairing. */
  device: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  refresh: v.pipe(v.string(), v.maxLength(120)),
  /** Made on the device and kept before the request is sent: a retry with the same one gets the same answer. */
  rotation_id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/)),
  /** Server clock as the device knows it, epoch ms. */
  time: v.pipe(v.number(), v.integer()),
  /** Base64url of the signature over `refreshProof`: ECDSA P-256 with SHA-256, r and s of 32 bytes each. */
  proof: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
  /** Only to begin rotating with a long-lived token of an earlier version. */
  jwk: v.optional(DeviceKey),
});
export const RefreshAnswer = v.object({
  access: v.string(),
  refresh: v.string(),
  /** When the access token ends, server clock. */
  expires_at: v.number(),
  now: v.number(),
});

const METHOD = 'POST';
/** The one path of refreshing. */
export const REFRESH_PATH = '/v1/pair/refresh';

/** What a refresh is signed over: method, address, rotation and time, a line each. */
export function refreshProof({ host, rotation, time }: { host: string; rotation: string; time: number }): string {
  return [METHOD, `${host}${REFRESH_PATH}`, rotation, String(time)].join('\n');
}
