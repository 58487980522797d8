/** Says what failed without saying about whom. */
export function complain(what: string, error: unknown): void {
  console.error(`vafa: ${what} failed`, error instanceof Error ? `${error.name}: ${error.stack?.split('\n')[1]?.trim() ?? ''}` : '');
}
