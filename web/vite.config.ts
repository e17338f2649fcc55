// How the page is built: into api/static, under names that stay, so that a build can be compared with the last.

import { defineConfig } from "vite";

declare const process: { env: Record<string, string | undefined> };

const service = process.env.RICOCHET ?? "http://127.0.0.1:8000";

const NOTICE =
  "/*! With preact (c) Jason Miller, openapi-fetch (c) Drew Powers, sigma (c) Alexis Jacomy, Guillaume Plique, Benoit Simard, " +
  "graphology (c) Guillaume Plique, MIT licence: https://opensource.org/license/mit; " +
  "Observable Plot (c) Observable, D3 (c) Mike Bostock, ISC licence: https://opensource.org/license/isc-license-txt */";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: {
    outDir: "../api/static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        banner: NOTICE,
        entryFileNames: "assets/page.js",
        chunkFileNames: "assets/[name].js",
        assetFileNames: "assets/[name][extname]",
      },
    },
  },
  server: { proxy: { "/v1": service, "/healthz": service } },
});
