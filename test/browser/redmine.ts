/** Driving a real Redmine as a person would. */
import type { Page } from 'puppeteer-core';
import { AGENT, REDMINE_URL } from './servers';

export async function logIntoRedmine(page: Page, user: string): Promise<void> {
  await page.goto(`${REDMINE_URL}/login`);
  await page.type('#username', user);
  await page.type('#password', AGENT.password);
  await Promise.all([page.waitForNavigation(), page.click('#login-submit')]);
}
export async function openIssue(page: Page, id: number): Promise<void> {
  await page.goto(`${REDMINE_URL}/issues/${id}`);
}
/** The list of all issues; with the customer's address as a column where somebody has added it. */
export async function openIssueList(page: Page, columns: 'as delivered' | 'with the address'): Promise<void> {
  const shown = ['subject', 'author', 'cf_1'].map((column) => `&c[]=${column}`).join('');
  await page.goto(`${REDMINE_URL}/projects/support/issues?set_filter=1${columns === 'with the address' ? shown : ''}`);
}
