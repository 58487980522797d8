/** The one build-time feature the registries use: every bundler here (Vite) turns it into imports. */
interface ImportMeta {
  glob<T>(pattern: string | string[], options: { eager: true; import?: string }): Record<string, T>;
}
