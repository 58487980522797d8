import { defineConfig } from 'wxt';
import { leanBuild } from './extension/lean-build';
import { localeFiles } from './extension/locale-files';
import { manifestFor } from './extension/manifest';
import { addSiteScripts } from './extension/site-scripts';

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: '.output',
  imports: false,
  webExt: { disabled: true },
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  vite: () => ({ plugins: [leanBuild()] }),
  hooks: {
    'entrypoints:found': (_wxt, infos) => addSiteScripts(infos),
    'build:publicAssets': async (_wxt, files) => {
      files.push(...(await localeFiles()));
    },
  },
  manifest: ({ browser, mode }) => manifestFor(browser, mode),
});
