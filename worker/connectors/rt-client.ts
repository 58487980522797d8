/**
 * Request Tracker's REST 2.0, as far as tickets need it (RT 5: built in; RT 4.4: an extension). Read-only.
 * Expected failures are `RtProblem`s, so that the schedule can say what is wrong with a source.
 */
import * as v from 'valibot';

export type RtProblemCode = 'unauthorized' | 'unreachable' | 'not-rt' | 'failing';
export class RtProblem extends Error {
  constructor(readonly code: RtProblemCode) {
    super(`rt ${code}`);
  }
}

export interface RtLogin {
  url: string;
  token?: string | undefined;
  user?: string | undefined;
  password?: string | undefined;
}

const Id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
/** Links to users come as one object or, for several, a list; older versions leave the address out. */
const User = v.object({ id: Id, EmailAddress: v.optional(v.nullable(v.string()), '') });
const Users = v.pipe(
  v.union([v.array(User), User]),
  v.transform((users) => (Array.isArray(users) ? users : [users])),
);
const Ticket = v.object({
  id: Id,
  Subject: v.optional(v.nullable(v.string()), ''),
  Priority: v.optional(v.nullable(Id), '0'),
  LastUpdated: v.string(),
  Created: v.string(),
  Requestor: v.optional(Users, []),
});
export type RtTicket = v.InferOutput<typeof Ticket>;
const Transaction = v.object({
  id: Id,
  Type: v.string(),
  Field: v.optional(v.nullable(v.string()), ''),
  OldValue: v.optional(v.nullable(Id), ''),
  NewValue: v.optional(v.nullable(Id), ''),
  Created: v.string(),
  Creator: User,
});
export type RtTransaction = v.InferOutput<typeof Transaction>;
const page = <S extends v.GenericSchema>(item: S) =>
  v.object({ items: v.array(item), page: v.number(), pages: v.optional(v.number()), total: v.optional(v.nullable(v.number())) });
const TicketPage = page(Ticket);
const TransactionPage = page(Transaction);
const UserRecord = v.object({ Privileged: v.optional(v.union([v.number(), v.string()]), 0) });

export type Fetcher = (url: string, init: RequestInit) => Promise<Response>;
const PER_PAGE = 100;

export class RtClient {
  /** How many requests were made: a Worker may make only so many in one run. */
  requests = 0;
  private readonly base: string;
  private readonly authorization: string;

  constructor(
    login: RtLogin,
    private readonly fetcher: Fetcher,
  ) {
    this.base = `${login.url.replace(/\/+$/, '')}/REST/2.0`;
    this.authorization = login.token ? `token ${login.token}` : `Basic ${basic(`${login.user ?? ''}:${login.password ?? ''}`)}`;
  }

  /** Answers its version; fails where the address is no RT or the login is wrong. */
  async check(): Promise<string> {
    return (await this.get('/rt', {}, v.object({ Version: v.string() }))).Version;
  }

  /** Tickets changed after `since` (RT's TicketSQL, in the login's own time zone), the longest unchanged first. */
  tickets(since: string, number: number) {
    return this.get(
      '/tickets',
      {
        query: `LastUpdated > '${since}'`,
        fields: 'Subject,Priority,LastUpdated,Created,Requestor',
        'fields[Requestor]': 'EmailAddress',
        orderby: ['LastUpdated', 'id'],
        order: ['ASC', 'ASC'],
        per_page: String(PER_PAGE),
        page: String(number),
      },
      TicketPage,
    );
  }

  /** One page of a ticket's history. `Data` is not asked for: it can quote subjects and message ids. */
  history(ticket: string, number: number) {
    return this.get(
      `/ticket/${encodeURIComponent(ticket)}/history`,
      {
        fields: 'Type,Field,OldValue,NewValue,Created,Creator',
        'fields[Creator]': 'EmailAddress',
        per_page: String(PER_PAGE),
        page: String(number),
      },
      TransactionPage,
    );
  }

  /** Whether that user is one of the desk's own people. Links never say so (RT 5 leaves it empty there). */
  async isPrivileged(user: string): Promise<boolean> {
    return Number((await this.get(`/user/${encodeURIComponent(user)}`, {}, UserRecord)).Privileged) === 1;
  }

  private async get<S extends v.GenericSchema>(
    path: string,
    query: Record<string, string | string[]>,
    schema: S,
  ): Promise<v.InferOutput<S>> {
    this.requests++;
    const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
    let response: Response;
    try {
      // A redirect is not followed: it could carry the login to another host.
      response = await this.fetcher(`${this.base}${path}?${search}`, {
        headers: { accept: 'application/json', authorization: this.authorization },
        redirect: 'manual',
        signal: AbortSignal.timeout(15_000),
      });
    } catch {
      throw new RtProblem('unreachable');
    }
    if (response.status === 401 || response.status === 403) throw new RtProblem('unauthorized');
    if (response.status >= 500) throw new RtProblem('failing');
    if (response.status !== 200) throw new RtProblem('not-rt');
    let body: unknown;
    try {
      body = await response.json();
    } catch {
      throw new RtProblem('not-rt');
    }
    const parsed = v.safeParse(schema, body);
    if (!parsed.success) throw new RtProblem('not-rt');
    return parsed.output;
  }
}

function basic(pair: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(pair)));
}
