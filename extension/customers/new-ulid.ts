/** An id for an act that a page begins: kept until the act is done, so that trying again is the same act. */
import { makeUlid } from '../background/ulid';

export const newUlid = (): string => makeUlid(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
