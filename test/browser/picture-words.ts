/** What is wrong with the words of a page: keys and placeholders that nobody filled, and words or digits of another language. */
import type { Page } from 'puppeteer-core';
import { languageOf } from '../../shared/i18n/languages';
import type { Language } from '../../shared/i18n/message';

/** Names of things, currencies and people of the demo, that are written so in every language. */
const SAME_EVERYWHERE =
  /^(CSV|JSON|API|NPS|CSAT|RFM|Vafa|Gmail|Outlook|Roundcube|Request|Tracker|Redmine|GitHub|URL|HTML|SHA|Alt|Shift|Ctrl|Enter|https?|ISO|UTC|SLA|English|Admin|USD|EUR|SAR|AED|EGP|IRR|[dlszDLSZ])$/;

/** What a person may write into a template, and is told so. */
const OF_TEMPLATES = ['{name}', '{company}', '{role}', '{renewal}', '{goals}', '{me}', '{advice}'];

interface Words {
  all: string;
  /** What is not somebody's own text: names, subjects and ids stand isolated, or are told to run from left to right. */
  ours: string[];
}

function wordsOf(page: Page): Promise<Words> {
  return page.evaluate(() => {
    const ours: string[] = [];
    let all = '';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent ?? '';
      if (!element?.checkVisibility() || element.closest('script, style')) continue;
      all += `${text}\n`;
      if (!element.closest('bdi, [dir="ltr"], [dir="auto"], code, pre, textarea, .n'))
        ours.push(text.replace(/[\u2066-\u2068][^\u2069]*\u2069/g, ''));
    }
    return { all, ours };
  });
}

/** Empty where every word is in the reader's language. `digits` are those that this reader chose. */
export async function wrongWordsIn(page: Page, language: Language): Promise<string[]> {
  const { all, ours } = await wordsOf(page);
  const keys = new Set(Object.keys(languageOf('en').messages));
  const raw = (all.match(/[a-z][a-z-]*(?:\.[a-z0-9-]+)+/g) ?? []).filter((word) => keys.has(word));
  const unfilled = (all.match(/\{[a-zA-Z]+(?::[a-z.-]+)?\}|\bundefined\b|\bNaN\b|\[object/g) ?? []).filter(
    (found) => !OF_TEMPLATES.includes(found),
  );
  if (language === 'en') return [...raw, ...unfilled];
  const latin = ours.flatMap((text) =>
    (text.match(/[A-Za-z]{2,}/g) ?? [])
      .filter((word) => !SAME_EVERYWHERE.test(word))
      .map((word) => `${word} in "${text.trim().slice(0, 60)}"`),
  );
  const foreign = language === 'fa' ? /[0-9٠-٩]/ : /[0-9۰-۹]/;
  const digits = ours.filter((text) => foreign.test(text)).map((text) => `digits of another language: "${text.trim().slice(0, 60)}"`);
  // Persian and Arabic part phrases by their own marks.
  const dots = ours.filter((text) => text.includes(' · ')).map((text) => `a middle dot: "${text.trim().slice(0, 60)}"`);
  return [...raw, ...unfilled, ...latin, ...digits, ...dots];
}
