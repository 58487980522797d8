/** Driving a real Request Tracker as a person would. */
import type { Page } from 'puppeteer-core';
import { AGENT, RT_URL } from './servers';

export async function logIntoRequestTracker(page: Page, user: string): Promise<void> {
  await page.goto(RT_URL);
  await page.type('input[name="user"]', user);
  await page.type('input[name="pass"]', AGENT.password);
  await Promise.all([page.waitForNavigation(), page.click('input[type="submit"], button[type="submit"]')]);
}
export async function openTicket(page: Page, id: number): Promise<void> {
  await page.goto(`${RT_URL}/Ticket/Display.html?id=${id}`);
}
/** The list of all tickets. */
export async function openTicketList(page: Page): Promise<void> {
  await page.goto(`${RT_URL}/Search/Results.html?Query=${encodeURIComponent("Queue = 'General'")}`);
}
