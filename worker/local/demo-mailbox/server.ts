/** Serves the demo mailbox on this computer only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ToolError } from '../settings';
import { blankPage, listPage, messagePage, type View } from './pages';
import type { MailboxLanguage } from './words';

export interface DemoMailbox {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts the mailbox, in the browser's language where that is one of ours. `?lang=fa|ar|en` shows it in that, `?theme=dark` dark.
 * @param port 0 for any free port. Throws ToolError with one clear line when the port is taken.
 * @param now when the mail was read, for its dates; the clock by default.
 */
export async function startDemoMailbox({ port, now = Date.now() }: { port: number; now?: number }): Promise<DemoMailbox> {
  const server = createServer((request, response) => answer(request, response, now));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new ToolError(
              `Port ${port}, which the demo mailbox needs, is in use. Choose another with VAFA_PORT (the mailbox takes the next one).`,
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/?_task=mail&_mbox=INBOX`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse, now: number): void {
  const query = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams;
  const language = languageOf(query.get('lang') ?? request.headers['accept-language'] ?? '');
  const view: View = { language, dark: query.get('theme') === 'dark', now };
  const html = request.method === 'GET' || request.method === 'HEAD' ? pageFor(query, view) : null;
  response.writeHead(html === null ? 404 : 200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
  });
  response.end(html ?? 'There is no such message.');
}

/** The first language that is asked for: "fa", or as browsers say it, "fa-IR,fa;q=0.9,en;q=0.8". */
function languageOf(asked: string): MailboxLanguage {
  const first = asked.slice(0, 2).toLowerCase();
  return first === 'fa' || first === 'ar' ? first : 'en';
}

function pageFor(query: URLSearchParams, view: View): string | null {
  const action = query.get('_action');
  const mailbox = query.get('_mbox') ?? 'INBOX';
  if (action === 'blank') return blankPage(view);
  if (action === 'show' || action === 'preview') return messagePage(view, mailbox, Number(query.get('_uid')), query.get('_framed') === '1');
  return mailbox === 'INBOX' || mailbox === 'Sent' ? listPage(view, mailbox) : null;
}
