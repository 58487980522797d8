/** What only admins and managers may do in the club: what gives, takes back, or lets through. */
export const LEAD_ACTS: readonly string[] = ['adjust', 'grant', 'issue', 'price', 'unprice', 'cancel', 'reverse', 'unblock', 'unrefer'];
