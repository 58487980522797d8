import { defineConfig } from 'wxt';
import { leanBuild } from './extension/lean-build';
import { localeFiles } from './extension/locale-files';
import { manifestFor } from './extension/manifest';
import { addSiteScripts } from './extension/site-scripts';

const OWN_PAGES = new Set<string>(['popup', 'options', 'sidepanel', 'unlisted-page']);

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
  imports: false,
  webExt: { disabled: true },
  manifestVersion: 3,
  vite: () => ({ plugins: [leanBuild()] }),
  hooks: {
    // Our own pages speak through webextension-polyfill. The background does without it: it would wrap every API of the browser at each start,
    // and a card waits for that; all that is asked of the browser there answers with promises in every version that the manifest allows.
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.every(({ type }) => OWN_PAGES.has(type))) return;
      config.resolve = { ...config.resolve, alias: { ...config.resolve?.alias, 'wxt/browser': '@wxt-dev/webextension-polyfill/browser' } };
    },
    'entrypoints:found': (_wxt, infos) => addSiteScripts(infos),
    'build:publicAssets': async (_wxt, files) => {
      files.push(...(await localeFiles()));
    },
  },
  manifest: ({ browser, mode }) => manifestFor(browser, mode),
});
