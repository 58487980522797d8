/** Where in our code it broke; the message itself may quote somebody's data, so it is not logged. */
export function firstFrame(error: unknown): string {
  return (error instanceof Error ? error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) : undefined)?.trim() ?? '';
}
