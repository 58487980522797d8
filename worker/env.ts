/** What the Worker is given by its configuration. */
export interface Env {
  DB: D1Database;
  /** 256 random bits, set by `npm start` or `npm run deploy`: whoever holds it may ask for a one-time admin link. */
  VAFA_SETUP_SECRET: string;
  VAFA_VERSION?: string;
}
