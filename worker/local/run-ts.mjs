// Runs a TypeScript tool of this project through Vite's module runner, because the registries use import.meta.glob:
//   node worker/local/run-ts.mjs test/site.ts page.html --url https://…
// The tool exports `main(argv): Promise<number>`; the number is the exit code.
import path from 'node:path';
import { createServer, createServerModuleRunner } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const [tool, ...argv] = process.argv.slice(2);
if (!tool) {
  console.error('usage: node worker/local/run-ts.mjs TOOL.ts [ARGUMENT…]');
  process.exit(2);
}
const server = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true, include: [] },
});
const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
let code = 1;
try {
  const { main } = await runner.import(path.resolve(root, tool));
  code = await main(argv);
} catch (error) {
  console.error(error);
} finally {
  await runner.close();
  await server.close();
}
process.exit(code);
