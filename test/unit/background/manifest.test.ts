import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CHROMIUM_ID, FIREFOX_ID, manifestFor } from '../../../extension/manifest';
import { siteIds, siteScriptSource } from '../../../extension/site-scripts';

describe('the shipped manifest', () => {
  // The side panel's permission brings no warning in Chromium; Firefox has a sidebar, which needs none.
  it.each([
    ['chrome', ['sidePanel']],
    ['firefox', []],
  ])('asks in %s for four permissions, those of its side panel and no host', (browser, more) => {
    const manifest = manifestFor(browser, 'production');
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'notifications', 'scripting', ...more]);
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
  });
  it('lets nothing foreign into our own pages', () => {
    const policy = (manifestFor('chrome', 'production').content_security_policy as { extension_pages: string }).extension_pages;
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
  });
  it('has the id in Chromium that it says it has', () => {
    const key = Buffer.from(String(manifestFor('chrome', 'production').key), 'base64');
    const hex = createHash('sha256').update(key).digest('hex').slice(0, 32);
    expect([...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')).toBe(CHROMIUM_ID);
  });
  it('declares to Firefox what it sends', () => {
    const gecko = manifestFor('firefox', 'production').browser_specific_settings?.gecko as Record<string, unknown>;
    expect(gecko).toMatchObject({
      id: FIREFOX_ID,
      data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo', 'personalCommunications'] },
    });
    expect(manifestFor('firefox', 'production').key).toBeUndefined();
  });
  it.each(['e2e', 'demo'])('holds in mode %s only the hosts that nobody could click for', (mode) => {
    expect(manifestFor('chrome', mode).host_permissions).toEqual(['http://127.0.0.1/*', 'https://mail.google.com/*']);
  });
});

describe('site scripts', () => {
  it('are one for each site file, with that site alone', () => {
    const ids = siteIds();
    expect(ids).toContain('gmail');
    expect(ids).not.toContain('site');
    expect(ids).not.toContain('registry');
    for (const id of ids) expect(siteScriptSource(id).match(/extension\/sites\/[a-z-]+/g)).toEqual([`extension/sites/${id}`]);
  });
});
