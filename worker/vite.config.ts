import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  ssr: { target: 'webworker', noExternal: true },
  build: { ssr: 'index.ts', outDir: '../.output/worker', emptyOutDir: false, target: 'es2023', sourcemap: true },
});
