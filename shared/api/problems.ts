/** The closed list of problems the API answers with (problem+json), each with its HTTP status. */
export const PROBLEMS = {
  'request.malformed': 400,
  'request.too-large': 413,
  'auth.missing': 401,
  'auth.invalid': 401,
  'auth.revoked': 401,
  'auth.expired': 401,
  'auth.clock': 401,
  'auth.forbidden': 403,
  'origin.refused': 403,
  'pairing.pending': 425,
  'pairing.expired': 410,
  'pairing.denied': 403,
  'pairing.code-unknown': 404,
  'link.used': 410,
  'customer.unknown': 404,
  'merge.same': 422,
  'merge.has-others': 409,
  'merge.purged': 409,
  'decision.unknown': 404,
  'decision.past': 409,
  'user.unknown': 404,
  'user.taken': 409,
  'user.last-admin': 409,
  'device.unknown': 404,
  'model.outdated': 409,
  'model.document': 422,
  'model.version-unknown': 404,
  'programme.outdated': 409,
  'programme.document': 422,
  'programme.version-unknown': 404,
  'draft.unknown': 404,
  'draft.not-tried': 409,
  'segments.outdated': 409,
  'segment.unknown': 404,
  'measures.outdated': 409,
  'outreach.outdated': 409,
  'outreach.too-many': 409,
  'outreach.unknown': 404,
  'backtest.unknown': 404,
  'source.unknown': 404,
  'source.unreachable': 502,
  'event.type-unknown': 422,
  'event.attributes': 422,
  'event.too-far-ahead': 422,
  'event.customer-missing': 422,
  'event.id-taken': 409,
  'event.purged': 409,
  'contact.unknown': 404,
  'workspace.not-empty': 409,
  'import.damaged': 422,
  'import.out-of-order': 409,
  'export.outdated': 409,
  'act.not-allowed': 403,
  'club.not-enough': 409,
  'club.out-of-stock': 409,
  'club.tier-too-low': 409,
  'club.referral-known': 409,
  'club.coupon-unusable': 409,
  'club.moved': 409,
  'club.price-unknown': 404,
  'club.price-over': 422,
  'club.reward-unknown': 404,
  'club.decision-unknown': 404,
  'club.referral-unknown': 404,
  'draw.unknown': 404,
  'draw.not-frozen': 409,
  'draw.no-entries': 409,
  'csv.unreadable': 422,
  'csv.header': 422,
  'route.unknown': 404,
  'rate.limited': 429,
  'server.busy': 503,
  'server.error': 500,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457. `detail` is English for logs and developers; the client words `code` for its user. */
export interface Problem {
  type: `urn:vafa:problem:${ProblemCode}`;
  code: ProblemCode;
  title: string;
  status: number;
  detail?: string;
  /** Which part of the request, as a JSON pointer or CSV column. */
  at?: string;
  /** Server clock, epoch ms, where the device's is wrong. */
  now?: number;
  /** Seconds until it may be tried again, where something was tried too often. */
  retry_after?: number;
}
const CONTROLS = /\p{Cc}+/gu;
/** Received text as a problem may quote it: at most 200 characters, none of them control characters. */
export function asReceived(text: string): string {
  const plain = text.replace(CONTROLS, ' ');
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}
export function problem(code: ProblemCode, detail?: string, at?: string): Problem {
  const plain = detail?.replace(CONTROLS, ' ');
  return {
    type: `urn:vafa:problem:${code}`,
    code,
    title: code.replace(/[.-]/g, ' '),
    status: PROBLEMS[code],
    ...(plain === undefined ? {} : { detail: plain }),
    ...(at === undefined ? {} : { at: asReceived(at) }),
  };
}
