/** The extension as it is packed for people: what its manifest asks for, what the store's own linter says, and that it runs no code but its own. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../extension/manifest';
import { type BuildBrowser, buildExtension } from '../../worker/local/extension-build';
import { runCommand } from '../../worker/local/processes';

interface Manifest {
  permissions: string[];
  host_permissions?: string[];
  optional_host_permissions?: string[];
  content_scripts?: unknown[];
  web_accessible_resources?: unknown[];
  externally_connectable?: unknown;
  content_security_policy: { extension_pages: string };
}
interface Lint {
  summary: { errors: number; warnings: number; notices: number };
  errors: { code: string; file: string }[];
  warnings: { code: string; file: string }[];
}

describe.each(['chrome', 'firefox'] satisfies BuildBrowser[])('the packed extension for %s', (browser) => {
  let folder: string;
  let manifest: Manifest;
  beforeAll(async () => {
    folder = await buildExtension(browser, 'production');
    manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
  });
  const scripts = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(js|html)$/u.test(file))
      .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const);

  it('asks for no host at install, runs nowhere by itself, and lets no page load or call it', () => {
    expect(manifest.permissions.filter((one) => one !== 'sidePanel').sort()).toEqual([...PERMISSIONS].sort());
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
    expect(manifest.content_scripts).toBeUndefined();
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
  });

  it('enforces its policy and Trusted Types on every page of its own', () => {
    const policy = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/);
  });

  it('holds no code from elsewhere, and nothing that could run text as code', () => {
    for (const [file, text] of scripts()) {
      expect([file, /<script[^>]+src="(?!\/)[^"]*:/u.test(text)]).toEqual([file, false]);
      expect([file, /\beval\s*\(|new Function\s*\(|importScripts\s*\(|import\(\s*["'`]https?:/u.test(text)]).toEqual([file, false]);
    }
  });

  it('makes no computer’s path part of itself', () => {
    for (const [file, text] of scripts()) expect([file, text.includes(path.resolve(import.meta.dirname, '../..'))]).toEqual([file, false]);
  });
});

describe('the linter of Firefox’s store', () => {
  it('finds no error in the packed extension', async () => {
    const folder = await buildExtension('firefox', 'production');
    const { output } = await runCommand('web-ext', ['lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery']);
    const lint = JSON.parse(output.slice(output.indexOf('{"count"'))) as Lint;
    expect(lint.errors).toEqual([]);
    // Preact itself may set markup; nothing of ours asks it to, and our pages' policy would refuse.
    expect(lint.warnings.filter((warning) => warning.code !== 'UNSAFE_VAR_ASSIGNMENT')).toEqual([]);
    expect(lint.summary.errors).toBe(0);
  }, 180_000);
});
