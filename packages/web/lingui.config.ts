import { defineConfig } from '@lingui/cli'

export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en', 'zh'],
  catalogs: [
    { path: '<rootDir>/locales/{locale}', include: ['<rootDir>'], exclude: ['**/node_modules/**', '**/dist/**'] },
  ],
})
