import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), lingui({ macroTransform: true })],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', sourcemap: false },
})
