/**
 * Lets requests that wait have their turn between two pieces of long work. Deployed, every question to D1 does that. The local Worker answers
 * D1's on the same thread and does not look at the network meanwhile; after five seconds of that it cuts off who asked on an open connection
 * ("Network connection lost", and the request is never read), as its limit for an idle connection has passed by then.
 */
export const breath = (): Promise<void> => scheduler.wait(0);
