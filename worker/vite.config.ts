import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  ssr: { target: 'webworker', noExternal: true },
  build: { ssr: 'index.ts', outDir: '../.output/worker', emptyOutDir: true, target: 'es2023', sourcemap: true },
});
